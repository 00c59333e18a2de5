import { ConnectorError } from "@assetql/connector-sdk";
import { globalId } from "../item-id.ts";
import { jobById, reorderMedia } from "../operations/showing.ts";
import type { ShopConnection } from "./connection.ts";
import { mediaGlobalId } from "./media-id.ts";
import { type Move, movesTo, withLeaving } from "./media-order.ts";
import { longer, pause } from "./patience.ts";
import { itemGone, problemOf } from "./problems.ts";
import { type ProductState, readProduct } from "./product-state.ts";
import { writeVariants } from "./write-variants.ts";

/** Shopify refuses to attach one file to the product; the others are not to blame. */
export class FileNotShown extends Error {
  override readonly name = "FileNotShown";
  readonly file: string;
  readonly problem: ConnectorError;
  constructor(file: string, problem: ConnectorError) {
    super(problem.message);
    this.file = file;
    this.problem = problem;
  }
}

/** Of a list that a mutation takes. */
const MOST_MOVES = 250;

export interface ProductWriting {
  readonly product: string;
  readonly now: ProductState;
  readonly wanted: ProductState;
  readonly signal: AbortSignal;
}

/**
 * Makes a product show what is wanted. New media come first, then variants and the order, and old media go last: whoever
 * looks at the shop meanwhile finds an image, and whoever goes on after a crash the place that an old one had. Each call
 * may be made again.
 */
export async function writeProduct(shop: ShopConnection, writing: ProductWriting): Promise<void> {
  const { now, wanted } = writing;
  const added = wanted.media.filter((id) => !now.media.includes(id));
  const removed = now.media.filter((id) => !wanted.media.includes(id));
  await Promise.all(added.map((id) => attach(shop, writing, id)));
  await writeVariants(shop, writing);
  // One goes to the end. The order of several is Shopify's own, so it is asked for.
  const order = added.length > 1 ? await orderNow(shop, writing) : [...now.media, ...added];
  if (!added.every((id) => order.includes(id))) {
    throw new ConnectorError("unavailable", "Shopify does not show yet what was added to the product.");
  }
  await reorder(shop, writing, order);
  await Promise.all(removed.map((id) => detach(shop, writing, id)));
}

async function attach(
  { client, desk }: ShopConnection,
  { product }: ProductWriting,
  id: string,
): Promise<void> {
  const outcome = await desk.updateFile(client, {
    id: mediaGlobalId(id),
    referencesToAdd: [globalId("Product", product)],
  });
  if ("refused" in outcome) throw new FileNotShown(id, problemOf(outcome.refused));
}

/** What is gone is detached. */
async function detach(
  { client, desk }: ShopConnection,
  { product }: ProductWriting,
  id: string,
): Promise<void> {
  const outcome = await desk.updateFile(client, {
    id: mediaGlobalId(id),
    referencesToRemove: [globalId("Product", product)],
  });
  if ("refused" in outcome && outcome.refused.code !== "FILE_DOES_NOT_EXIST")
    throw problemOf(outcome.refused);
}

async function orderNow(shop: ShopConnection, { product }: ProductWriting): Promise<readonly string[]> {
  const now = await readProduct(shop, product, "none");
  if (now === undefined) throw itemGone("The product");
  return now.media;
}

async function reorder(
  shop: ShopConnection,
  writing: ProductWriting,
  order: readonly string[],
): Promise<void> {
  const { product, wanted, signal } = writing;
  const moves = movesLeft(order, wanted);
  for (let at = 0; at < moves.length; at += MOST_MOVES) {
    const { productReorderMedia: answer } = await shop.client.call(reorderMedia, {
      id: globalId("Product", product),
      moves: moves.slice(at, at + MOST_MOVES).map(({ id, newPosition }) => ({
        id: mediaGlobalId(id),
        newPosition: String(newPosition),
      })),
    });
    const [error] = answer.mediaUserErrors;
    if (error !== undefined) throw problemOf(error);
    if (answer.job === null || answer.job.done || (await isJobDone(shop, answer.job.id, signal))) continue;
    if (movesLeft(await orderNow(shop, writing), wanted).length > 0) throw notMoved();
    return;
  }
}

/** What somebody has added meanwhile keeps its place, and what has been removed is left out. */
function movesLeft(order: readonly string[], wanted: ProductState): readonly Move[] {
  const known = new Set(order);
  const target = withLeaving(
    order,
    wanted.media.filter((id) => known.has(id)),
  );
  return movesTo(order, target);
}

const notMoved = (): ConnectorError =>
  new ConnectorError(
    "timed-out",
    "Shopify has not put the product's images in order in time. It may be busy; apply again later.",
  );

/** A job that nobody knows any more is done; one that is stuck must not hold everybody up who waits for the product. */
async function isJobDone(
  { client, patience }: ShopConnection,
  id: string,
  signal: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + patience.processingMs;
  for (let pauseMs = patience.firstPauseMs / 2; ; pauseMs = longer(pauseMs, patience)) {
    await pause(pauseMs, signal);
    const { job } = await client.call(jobById, { id });
    if (job === null || job.done) return true;
    if (performance.now() >= until) return false;
  }
}
