import { answerTo } from "./channel.js";
import { element } from "./element.js";
import { countText, fitsFilter, returned, Selection, titles } from "./picker-selection.js";

/** The dialog in which merchants pick products, variants or collections. */
export function installPicker() {
  answerTo("resourcePicker", (options) => {
    if (document.querySelector("dialog.picker")) throw new Error("A resource picker is open already");
    return new Picker(options).open();
  });
}

class Picker {
  #options;
  #selection;
  #items = [];
  #known = new Map();
  #answer = Promise.withResolvers();
  #search;
  #list = element("div", { class: "items", role: "list" });
  #count = element("span", { class: "count" });
  #confirm;
  #dialog;

  constructor(options) {
    this.#options = options;
    this.#selection = new Selection(options);
  }

  async open() {
    const { action = "add", query = "" } = this.#options;
    const title = titles[this.#options.type][action === "select" ? "select" : "add"];
    this.#search = element("input", {
      type: "search",
      placeholder: `Search ${this.#options.type === "collection" ? "collections" : "products"}`,
      "aria-label": "Search",
      value: query,
      oninput: () => this.#load(),
    });
    this.#confirm = element(
      "button",
      { type: "button", class: "primary", onclick: () => this.#close(true) },
      action === "select" ? "Select" : "Add",
    );
    this.#dialog = element(
      "dialog",
      { class: "picker", "aria-label": title, oncancel: () => this.#close(false) },
      element(
        "header",
        {},
        element("h2", {}, title),
        element("button", { type: "button", "aria-label": "Close", onclick: () => this.#close(false) }, "✕"),
      ),
      element("div", { class: "filter" }, this.#search),
      this.#list,
      element(
        "footer",
        {},
        this.#count,
        element("button", { type: "button", onclick: () => this.#close(false) }, "Cancel"),
        this.#confirm,
      ),
    );
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    await this.#load();
    return this.#answer.promise;
  }

  async #load() {
    const { type, filter = {} } = this.#options;
    const query = this.#search.value;
    const response = await fetch(`/__admin/items?${new URLSearchParams({ type, query })}`);
    const items = await response.json();
    // A later search may have been quicker.
    if (query !== this.#search.value) return;
    this.#items = items.filter((item) => fitsFilter(item, filter));
    for (const item of this.#items) this.#known.set(item.id, item);
    this.#selection.complete(this.#known);
    this.#show();
  }

  #show() {
    const hasVariants = this.#options.type !== "collection" && this.#options.filter?.variants !== false;
    const rows = this.#items.flatMap((item) => {
      const isPlain = !hasVariants || item.hasOnlyDefaultVariant;
      const variants = isPlain ? [] : item.variants.map((variant) => this.#row(variant, item));
      return [this.#row(item, undefined), ...variants];
    });
    this.#list.replaceChildren(
      ...(rows.length > 0 ? rows : [element("p", { class: "none" }, "No results found")]),
    );
    const count = this.#selection.count();
    this.#count.textContent = countText(this.#options.type, count);
    this.#confirm.disabled = count === 0;
  }

  #row(item, product) {
    const box = element("input", {
      type: "checkbox",
      "aria-label": item.title,
      onchange: () => {
        this.#selection.toggle(item, product);
        this.#show();
      },
    });
    const state = this.#selection.stateOf(item, product);
    box.checked = state === "all";
    box.indeterminate = state === "some";
    box.disabled = !this.#selection.mayToggle(item, product);
    const picture = item.images?.[0]?.originalSrc ?? item.image?.originalSrc;
    return element(
      "label",
      { role: "listitem", class: product === undefined ? "item" : "item variant" },
      box,
      picture === undefined
        ? element("span", { class: "picture" })
        : element("img", { src: picture, alt: "" }),
      element("span", { class: "name" }, item.title),
      item.price === undefined ? null : element("span", { class: "price" }, item.price),
    );
  }

  #close(isConfirmed) {
    this.#dialog.remove();
    this.#answer.resolve(
      isConfirmed ? returned(this.#options.type, this.#selection, this.#known) : undefined,
    );
  }
}
