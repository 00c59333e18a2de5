import { call } from "./channel.js";
import { press } from "./mirrored-element.js";
import { titleBarOf } from "./title-bar.js";

const widths = { small: "380px", base: "620px", large: "980px", max: "100%" };

/**
 * `ui-modal`. Shopify shows its content in a window of the admin; here it is a dialog in the app's own frame, with the
 * same parts: head with title, content, foot with the buttons of its title bar.
 */
class Modal extends HTMLElement {
  #dialog;
  #content = document.createElement("div");
  #frame;

  connectedCallback() {
    this.style.display = "none";
  }

  disconnectedCallback() {
    this.#dialog?.remove();
    this.#dialog = undefined;
    if (openModals.delete(this)) this.dispatchEvent(new CustomEvent("hide"));
  }

  get content() {
    return this.#content;
  }

  set content(element) {
    this.#content.replaceChildren(element);
  }

  get variant() {
    return this.getAttribute("variant") ?? "base";
  }

  set variant(value) {
    this.setAttribute("variant", value);
    this.mirror();
  }

  get src() {
    return this.getAttribute("src") ?? undefined;
  }

  set src(value) {
    if (value === undefined) this.removeAttribute("src");
    else this.setAttribute("src", value);
    this.mirror();
  }

  get contentWindow() {
    return this.#frame?.contentWindow ?? null;
  }

  async show() {
    if (this.#dialog !== undefined) return;
    this.#dialog = document.createElement("dialog");
    this.#dialog.className = "app-bridge-modal";
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      void this.hide();
    });
    document.body.append(this.#dialog);
    openModals.add(this);
    this.#fill();
    this.#dialog.showModal();
    this.dispatchEvent(new CustomEvent("show"));
  }

  async hide() {
    if (this.#dialog === undefined) return;
    if (this.querySelector("ui-save-bar")?.showing) await call("leaveConfirmation");
    this.#dialog?.remove();
    this.#dialog = undefined;
    openModals.delete(this);
    this.dispatchEvent(new CustomEvent("hide"));
  }

  toggle() {
    return this.#dialog === undefined ? this.show() : this.hide();
  }

  mirror() {
    if (this.#dialog !== undefined) this.#fill();
  }

  #fill() {
    const bar = this.querySelector("ui-title-bar");
    const { title, primary, secondary } = bar === null ? { secondary: [] } : titleBarOf(bar);
    const head = part(
      "header",
      heading(title ?? document.title),
      closeButton(() => this.hide()),
    );
    const foot = part("footer", ...secondary.map(footButton), ...(primary ? [footButton(primary)] : []));
    this.#dialog.style.width = `min(${widths[this.variant] ?? widths.base}, calc(100vw - 32px))`;
    this.#dialog.setAttribute("aria-label", title ?? document.title);
    const main = this.#dialog.querySelector("main") ?? part("main", this.#body());
    this.#dialog.replaceChildren(head, main, foot);
  }

  #body() {
    if (this.src === undefined) {
      const given = [...this.children].filter(({ localName }) => !/^ui-(title|save)-bar$/.test(localName));
      // React fills `content` through a portal; without it the element's own children are the content.
      if (this.#content.childElementCount === 0 && given.some((child) => child.hasChildNodes())) {
        this.#content.append(...given.map((child) => child.cloneNode(true)));
      }
      return this.#content;
    }
    this.#frame = document.createElement("iframe");
    this.#frame.title = this.getAttribute("title") ?? "Modal";
    this.#frame.src = this.src;
    return this.#frame;
  }
}

const openModals = new Set();

const part = (name, ...children) => {
  const element = document.createElement(name);
  element.append(...children);
  return element;
};

const heading = (text) => {
  const element = part("h2", text);
  element.style.margin = "0";
  return element;
};

const closeButton = (close) => {
  const button = part("button", "✕");
  button.type = "button";
  button.setAttribute("aria-label", "Close");
  button.addEventListener("click", close);
  return button;
};

const footButton = ({ id, text, variant, tone, disabled, loading }) => {
  const button = part("button", text);
  button.type = "button";
  button.disabled = disabled || loading;
  button.dataset.variant = variant ?? "secondary";
  button.dataset.tone = tone ?? "default";
  button.addEventListener("click", () => press(id));
  return button;
};

const modalById = (id) => {
  const modal = document.getElementById(id);
  if (!(modal instanceof Modal)) throw new Error(`There is no ui-modal with the id ${id}`);
  return modal;
};

export const modalApi = {
  show: async (id) => modalById(id).show(),
  hide: async (id) => modalById(id).hide(),
  toggle: async (id) => modalById(id).toggle(),
};

const style = `
.app-bridge-modal { border: 0; border-radius: 16px; padding: 0; font: 13px/20px Inter, sans-serif; color: #303030;
  box-shadow: 0 20px 40px #0004; max-height: calc(100vh - 64px); }
.app-bridge-modal::backdrop { background: #0008; }
.app-bridge-modal header { display: flex; justify-content: space-between; align-items: center; padding: 12px 16px;
  background: #f3f3f3; border-bottom: 1px solid #e3e3e3; }
.app-bridge-modal header h2 { font-size: 14px; font-weight: 650; }
.app-bridge-modal main iframe { display: block; width: 100%; height: 60vh; border: 0; }
.app-bridge-modal footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px;
  border-top: 1px solid #e3e3e3; }
.app-bridge-modal footer:empty { display: none; }
.app-bridge-modal button { font: inherit; font-weight: 550; }
.app-bridge-modal header button { border: 0; background: none; padding: 4px 8px; cursor: pointer; color: #303030; }
.app-bridge-modal footer button { border: 1px solid #ccc; border-radius: 8px; padding: 4px 12px; background: #fff;
  color: #303030; cursor: pointer; }
.app-bridge-modal footer button[data-variant=primary] { background: #303030; border-color: #303030; color: #fff; }
.app-bridge-modal footer button[data-tone=critical] { background: #c70a24; border-color: #c70a24; color: #fff; }
.app-bridge-modal footer button:disabled { background: #f2f2f2; border-color: #f2f2f2; color: #707070; }
`;

export function defineModal() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  customElements.define("ui-modal", Modal);
}
