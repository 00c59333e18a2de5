export const titles = {
  product: { add: "Add products", select: "Select products" },
  variant: { add: "Add variants", select: "Select variants" },
  collection: { add: "Add collections", select: "Select collections" },
};

export const countText = (type, count) => `${count} ${count === 1 ? type : `${type}s`} selected`;

export const fitsFilter = ({ status }, { archived = true, draft = true }) =>
  !(status === "ARCHIVED" && archived === false) && !(status === "DRAFT" && draft === false);

/**
 * What is ticked: of products the ids of their variants, as Shopify gives them back; of collections nothing more.
 * `multiple` may be a number, the most that can be ticked.
 */
export class Selection {
  #type;
  #most;
  #byProduct = new Map();
  #incomplete = new Set();

  constructor({ type, multiple = false, selectionIds = [] }) {
    this.#type = type;
    this.#most = multiple === true ? Infinity : Number(multiple) || 1;
    for (const { id, variants } of selectionIds) {
      this.#byProduct.set(id, new Set((variants ?? []).map((variant) => variant.id)));
      if (variants === undefined) this.#incomplete.add(id);
    }
  }

  /** Of products that were given without variants, all are meant; of variants, their product must be found. */
  complete(known) {
    for (const item of known.values()) {
      if (this.#incomplete.delete(item.id)) this.#byProduct.set(item.id, idsOf(item));
      for (const variant of item.variants ?? []) {
        if (!this.#incomplete.delete(variant.id)) continue;
        this.#byProduct.delete(variant.id);
        this.#variantsOf(item).add(variant.id);
      }
    }
  }

  count() {
    if (this.#type !== "variant") return this.#byProduct.size;
    return [...this.#byProduct.values()].reduce((sum, variants) => sum + variants.size, 0);
  }

  stateOf(item, product) {
    if (product !== undefined) return this.#byProduct.get(product.id)?.has(item.id) ? "all" : "none";
    const chosen = this.#byProduct.get(item.id);
    if (chosen === undefined) return "none";
    return chosen.size < (item.variants?.length ?? 0) ? "some" : "all";
  }

  mayToggle(item, product) {
    if (this.#most === 1 || this.stateOf(item, product) !== "none") return true;
    if (product !== undefined && this.#type === "product" && this.#byProduct.has(product.id)) return true;
    return this.count() < this.#most;
  }

  toggle(item, product) {
    const isChosen = this.stateOf(item, product) === "all";
    if (!isChosen && this.#most === 1) {
      const keeps = product !== undefined && this.#type === "product" ? product.id : undefined;
      for (const id of this.#byProduct.keys()) if (id !== keeps) this.#byProduct.delete(id);
    }
    if (product === undefined) {
      if (isChosen) this.#byProduct.delete(item.id);
      else this.#byProduct.set(item.id, idsOf(item));
      return;
    }
    const variants = this.#variantsOf(product);
    if (isChosen) variants.delete(item.id);
    else variants.add(item.id);
    if (variants.size === 0) this.#byProduct.delete(product.id);
  }

  entries() {
    return [...this.#byProduct];
  }

  #variantsOf(product) {
    const known = this.#byProduct.get(product.id) ?? new Set();
    this.#byProduct.set(product.id, known);
    return known;
  }
}

const idsOf = (item) => new Set((item.variants ?? []).map(({ id }) => id));

/** What Shopify returns: products with the variants that were ticked, single variants, or collections. */
export function returned(type, selection, known) {
  const chosen = selection.entries().flatMap(([id, variants]) => {
    const item = known.get(id);
    return item === undefined ? [] : [{ item, variants }];
  });
  if (type === "collection") return chosen.map(({ item }) => item);
  const of = ({ item, variants }) => item.variants.filter(({ id }) => variants.has(id));
  if (type === "variant") return chosen.flatMap(of);
  return chosen.map(({ item, variants }) => ({ ...item, variants: of({ item, variants }) }));
}
