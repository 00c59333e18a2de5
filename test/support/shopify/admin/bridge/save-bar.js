import { call, listen, tell } from "./channel.js";
import { described, MirroredElement, press } from "./mirrored-element.js";

/** The bars that are open, newest last. Each has `id`, `state()`, `save()` and `discard()`. */
const open = [];

const tellNewest = () => tell("saveBar", open.at(-1)?.state() ?? null);

export function openBar(bar) {
  if (open.includes(bar)) return;
  open.push(bar);
  tellNewest();
}

export function closeBar(bar) {
  const at = open.indexOf(bar);
  if (at === -1) return;
  open.splice(at, 1);
  tellNewest();
}

export const isBarOpen = (bar) => open.includes(bar);
export const closeAllBars = () => {
  for (const bar of [...open]) bar.close?.();
};

class SaveBar extends MirroredElement {
  get discardConfirmation() {
    return this.hasAttribute("discardconfirmation") && this.getAttribute("discardconfirmation") !== "false";
  }

  set discardConfirmation(value) {
    this.toggleAttribute("discardconfirmation", Boolean(value));
  }

  get showing() {
    return isBarOpen(this);
  }

  async show() {
    if (this.showing) return;
    openBar(this);
    this.dispatchEvent(new CustomEvent("show"));
  }

  async hide() {
    if (!this.showing) return;
    closeBar(this);
    this.dispatchEvent(new CustomEvent("hide"));
  }

  toggle() {
    return this.showing ? this.hide() : this.show();
  }

  close() {
    void this.hide();
  }

  get #buttons() {
    return [...this.querySelectorAll("button")];
  }

  get #save() {
    return this.#buttons.find((button) => button.getAttribute("variant") === "primary");
  }

  get #discard() {
    return this.#buttons.find((button) => button.getAttribute("variant") !== "primary");
  }

  state() {
    return {
      save: this.#save === undefined ? null : described(this.#save),
      discard: this.#discard === undefined ? null : described(this.#discard),
      asksBeforeDiscard: this.discardConfirmation,
    };
  }

  save() {
    press(described(this.#save).id);
  }

  discard() {
    if (this.#discard !== undefined) press(described(this.#discard).id);
  }

  mirror() {
    if (this.showing) tellNewest();
  }

  vanish() {
    closeBar(this);
  }
}

export const barById = (id) => {
  const bar = document.getElementById(id);
  if (!(bar instanceof SaveBar)) throw new Error(`There is no ui-save-bar with the id ${id}`);
  return bar;
};

export const saveBarApi = {
  show: async (id) => barById(id).show(),
  hide: async (id) => barById(id).hide(),
  toggle: async (id) => barById(id).toggle(),
  leaveConfirmation: () => (open.length === 0 ? Promise.resolve() : call("leaveConfirmation")),
};

export function defineSaveBar() {
  customElements.define("ui-save-bar", SaveBar);
  listen("save", () => open.at(-1)?.save());
  listen("discard", () => open.at(-1)?.discard());
  listen("left", closeAllBars);
}
