import { listen, tell } from "./channel.js";
import { described, MirroredElement, press } from "./mirrored-element.js";

/** What is shown in Shopify admin's bar, or at the head and foot of a modal. */
export function titleBarOf(element) {
  const children = [...element.children];
  const buttons = children
    .filter(({ localName }) => localName === "button" || localName === "a")
    .map(described);
  return {
    title: element.getAttribute("title"),
    breadcrumb: buttons.find(({ variant }) => variant === "breadcrumb") ?? null,
    primary: buttons.find(({ variant }) => variant === "primary") ?? null,
    secondary: buttons.filter(({ variant }) => variant === null),
    groups: children
      .filter(({ localName }) => localName === "section")
      .map((section) => ({
        label: section.getAttribute("label"),
        buttons: [...section.querySelectorAll("button, a")].map(described),
      })),
  };
}

class TitleBar extends MirroredElement {
  get #isInModal() {
    return this.closest("ui-modal") !== null;
  }

  mirror() {
    if (this.#isInModal) this.closest("ui-modal").mirror();
    else tell("titleBar", titleBarOf(this));
  }

  vanish() {
    // Another page's bar may have come before this one goes.
    const other = [...document.querySelectorAll("ui-title-bar")].find(
      (bar) => bar.closest("ui-modal") === null,
    );
    if (other === undefined) tell("titleBar", null);
  }
}

export function defineTitleBar() {
  customElements.define("ui-title-bar", TitleBar);
  listen("press", press);
  const tellTitle = () => tell("documentTitle", document.title);
  new MutationObserver(tellTitle).observe(document.head ?? document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}
