import { setImmediate } from "node:timers/promises";
import type { ShopConnection } from "./connection.ts";
import type { Desk, ShopChangeContext } from "./desk.ts";
import { ownError } from "./gather.ts";
import { isBefore, type Order } from "./media-order.ts";
import { itemGone } from "./problems.ts";
import { type ProductState, readProduct, type VariantsAsked } from "./product-state.ts";
import { FileNotShown, writeProduct } from "./write-product.ts";

/** What a product is to show. */
export interface ProductWanted {
  readonly media: readonly string[];
  /** Variants that change, with the media that they show then. */
  readonly variants?: ReadonlyMap<string, string | null>;
}

export interface ProductEdit {
  /** The file that it adds to the product, if it adds one. */
  readonly shows?: string;
  /** Of several that come together, the first comes first. */
  readonly order?: Order;
  readonly variants: VariantsAsked;
  /**
   * Pure: what the product is to show, from what it shows. Several edits of a product are made one after the other on
   * paper, and written together. Doing it again, on what it has made, changes nothing. May throw a ConnectorError.
   */
  readonly edit: (now: ProductState) => ProductWanted;
}

interface Waiting extends ProductEdit {
  readonly context: ShopChangeContext;
  readonly shop: ShopConnection;
  readonly resolve: (after: ProductState) => void;
  readonly reject: (error: unknown) => void;
}

interface Line {
  readonly waiting: Waiting[];
  isMoving: boolean;
}

/** Of this process: a product's media are read, compared and written by one at a time. */
const lines = new Map<string, Line>();

/**
 * Changes what a product shows: reads it right before, and writes only what differs. Edits of one product that wait for
 * each other are written together, so that all of its moves go in one call. Returns what it shows then. Throws
 * `item-deleted` when the product is gone.
 */
export function changeProduct(
  context: ShopChangeContext,
  shop: ShopConnection,
  { product, ...edit }: ProductEdit & { readonly product: string },
): Promise<ProductState> {
  const key = `${shop.client.shop}/${product}`;
  const line = lines.get(key) ?? { waiting: [], isMoving: false };
  lines.set(key, line);
  const { promise, resolve, reject } = Promise.withResolvers<ProductState>();
  line.waiting.push({ ...edit, context, shop, resolve, reject });
  if (!line.isMoving) {
    line.isMoving = true;
    void move(line, product).finally(() => lines.delete(key));
  }
  return promise;
}

async function move(line: Line, product: string): Promise<void> {
  // Everybody who comes in the same turn of the event loop is served together.
  await setImmediate();
  while (line.waiting.length > 0) {
    const desk = line.waiting[0]?.shop.desk;
    await serve(takeOf(line, desk), product);
  }
  line.isMoving = false;
}

/** Those of one piece of work, since another one may be stopped alone. */
function takeOf({ waiting }: Line, desk: Desk | undefined): readonly Waiting[] {
  const taken = waiting
    .filter(({ shop }) => shop.desk === desk)
    .toSorted((one, other) => compare(one.order, other.order));
  const left = waiting.filter(({ shop }) => shop.desk !== desk);
  waiting.splice(0, waiting.length, ...left);
  return taken;
}

function compare(one: Order = FIRST, other: Order = FIRST): number {
  return Number(isBefore(other, one)) - Number(isBefore(one, other));
}

const FIRST: Order = { k: 0, row: undefined };

async function serve(given: readonly Waiting[], product: string): Promise<void> {
  let asking = given;
  while (asking.length > 0) {
    const [first] = asking;
    if (first === undefined) return;
    try {
      first.context.signal.throwIfAborted();
      const now = await readProduct(first.shop, product, askedOf(asking));
      if (now === undefined) throw itemGone("The product");
      const { accepted, wanted } = planned(asking, now);
      asking = accepted;
      if (accepted.length === 0) return;
      await writeProduct(first.shop, { product, now, wanted, signal: first.context.signal });
      for (const { resolve } of accepted) resolve(wanted);
      return;
    } catch (error) {
      asking = spared(asking, error);
    }
  }
}

/** One file that Shopify refuses to show must not stop the others. Those who are spared are served anew. */
function spared(asking: readonly Waiting[], error: unknown): readonly Waiting[] {
  if (error instanceof FileNotShown && asking.length > 1) {
    const kept = asking.filter(({ shows }) => shows !== error.file);
    if (kept.length < asking.length) {
      for (const one of asking) if (!kept.includes(one)) one.reject(error.problem);
      return kept;
    }
  }
  const problem = error instanceof FileNotShown ? error.problem : error;
  for (const { reject } of asking) reject(asking.length === 1 ? problem : ownError(problem));
  return [];
}

function askedOf(asking: readonly Waiting[]): VariantsAsked {
  if (asking.some(({ variants }) => variants === "all")) return "all";
  const ids = asking.flatMap(({ variants }) => (typeof variants === "string" ? [] : variants));
  return ids.length === 0 ? "none" : [...new Set(ids)];
}

function planned(
  asking: readonly Waiting[],
  now: ProductState,
): { readonly accepted: readonly Waiting[]; readonly wanted: ProductState } {
  const accepted: Waiting[] = [];
  let wanted = now;
  for (const one of asking) {
    try {
      wanted = edited(wanted, one.edit(wanted));
      accepted.push(one);
    } catch (error) {
      one.reject(error);
    }
  }
  return { accepted, wanted };
}

/** A variant does not show what its product does not. */
function edited(now: ProductState, { media, variants = new Map() }: ProductWanted): ProductState {
  const shown = new Set(media);
  const images = [...now.variants].map(([variant, image]): [string, string | null] => {
    const wanted = variants.has(variant) ? (variants.get(variant) ?? null) : image;
    return [variant, wanted !== null && shown.has(wanted) ? wanted : null];
  });
  return { ...now, media, variants: new Map(images) };
}
