/** An element that shows nothing itself: Shopify admin shows what it and its children say, whenever they change. */
export class MirroredElement extends HTMLElement {
  #observer;

  connectedCallback() {
    this.hidden = true;
    this.style.display = "none";
    this.#observer = new MutationObserver(() => this.mirror());
    this.#observer.observe(this, { subtree: true, childList: true, attributes: true, characterData: true });
    // The parser has not come to the children yet.
    queueMicrotask(() => this.isConnected && this.mirror());
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
    this.vanish();
  }

  mirror() {}
  vanish() {}
}

const actors = new Map();
let actorCount = 0;

/** What Shopify admin needs to show a button or link of the app; it is pressed by its number. */
export function described(element) {
  const known = [...actors].find(([, actor]) => actor === element)?.[0];
  actorCount += known === undefined ? 1 : 0;
  const id = known ?? actorCount;
  actors.set(id, element);
  const { loading } = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  return {
    id,
    text: element.textContent.trim(),
    href: element.getAttribute("href"),
    variant: element.getAttribute("variant"),
    tone: element.getAttribute("tone"),
    disabled: element.hasAttribute("disabled") && element.getAttribute("disabled") !== "false",
    loading: loading !== undefined && loading !== "false",
  };
}

export function press(id) {
  actors.get(id)?.click();
}
