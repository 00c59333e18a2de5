import { setTimeout } from "node:timers/promises";
import { ConnectorError, errorCodes } from "@assetql/connector-sdk";
import type { ShopClient } from "../client/shop-client.ts";
import { type BulkOperationRow, bulkOperationById, runBulkQuery } from "../operations/bulk.ts";
import { type BulkLine, bulkLineSchema, bulkProductsQuery } from "../operations/product-fields.ts";
import { type Assembled, createAssembly } from "./bulk-assembly.ts";
import type { ItemKind } from "./catalogue.ts";

export interface BulkPace {
  /** Between two looks whether it is done; milliseconds. */
  readonly pollMs: number;
}

interface Kept {
  readonly isWanted?: (id: string) => boolean;
  readonly forIdsOf?: ItemKind;
}

/** Looks that failed in a row, before it is given up. */
const MOST_FAILED_LOOKS = 5;
const SLOWEST_LOOK_MS = 5_000;
/** A shop with a million variants takes minutes. */
const MOST_MS = 20 * 60_000;
const DOWNLOADS = 2;

/**
 * Products with all their variants and metafields, by a bulk operation: it costs next to no points, however many there
 * are. `isWanted` says of a product's global id whether it is kept, and `forIdsOf` that only ids are wanted. Undefined when it cannot be done this way right
 * now: another bulk operation of the shop is under way, it was cancelled, has failed at Shopify, or its answer is not
 * whole. What is there of a partial answer is left alone, as nobody knows what is missing. Whoever asks pages then.
 */
export async function bulkProducts(
  client: ShopClient,
  search: string | null,
  { isWanted = () => true, forIdsOf, pollMs }: BulkPace & Kept,
): Promise<Assembled | undefined> {
  const started = await start(client, search);
  const done = started && (await finished(client, started, pollMs));
  if (done === undefined) return undefined;
  for (let tries = 0; tries < DOWNLOADS; tries += 1) {
    const assembled = await read(client, done, createAssembly(isWanted, forIdsOf));
    if (assembled !== undefined) return assembled;
  }
  return undefined;
}

async function start(client: ShopClient, search: string | null): Promise<BulkOperationRow | undefined> {
  const { bulkOperationRunQuery: answer } = await client.call(runBulkQuery, {
    query: bulkProductsQuery(search),
  });
  const [error] = answer?.userErrors ?? [];
  if (error === undefined) return answer?.bulkOperation ?? undefined;
  if (error.code === "OPERATION_IN_PROGRESS" || error.code === "LIMIT_REACHED") return undefined;
  throw new Error(`Shopify does not take the query of a bulk operation: ${error.message}`);
}

const UNDER_WAY = new Set(["CREATED", "RUNNING", "CANCELING"]);

async function finished(
  client: ShopClient,
  started: BulkOperationRow,
  pollMs: number,
): Promise<BulkOperationRow | undefined> {
  const end = performance.now() + MOST_MS;
  let operation: BulkOperationRow | null = started;
  for (let pause = pollMs; operation !== null && UNDER_WAY.has(operation.status); ) {
    if (performance.now() > end) return undefined;
    await rest(client, pause);
    operation = await look(client, started.id, pollMs);
    pause = Math.min(pause * 1.5, Math.max(pollMs, SLOWEST_LOOK_MS));
  }
  if (operation?.status === "COMPLETED") return operation;
  if (operation?.errorCode === "ACCESS_DENIED") {
    const detail =
      "The app may not read the shop's products. Open the app in Shopify admin and agree to its permissions.";
    throw new ConnectorError("permission-denied", detail);
  }
  return undefined;
}

/** A look that fails in passing is no reason to give up what Shopify is at work on. */
async function look(client: ShopClient, id: string, pollMs: number): Promise<BulkOperationRow | null> {
  for (let failed = 1; ; failed += 1) {
    try {
      const { bulkOperation } = await client.call(bulkOperationById, { id });
      return bulkOperation;
    } catch (error) {
      const mayPass = error instanceof ConnectorError && errorCodes[error.code].retry;
      if (!mayPass || failed === MOST_FAILED_LOOKS) throw error;
      await rest(client, error.retryAfterMs ?? pollMs * failed);
    }
  }
}

async function rest({ signal }: ShopClient, milliseconds: number): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** Undefined when the answer is not whole: it was cut, or has fewer lines than it should. */
async function read(
  client: ShopClient,
  { url, objectCount }: BulkOperationRow,
  assembly: ReturnType<typeof createAssembly>,
): Promise<Assembled | undefined> {
  if (url === null) return objectCount === 0 ? assembly.products() : undefined;
  let lines = 0;
  try {
    for await (const text of client.lines(url)) {
      const line = lineOf(text);
      if (line === undefined) return undefined;
      assembly.add(line);
      lines += 1;
    }
  } catch (error) {
    if (error instanceof ConnectorError && errorCodes[error.code].retry) return undefined;
    throw error;
  }
  return lines < objectCount ? undefined : assembly.products();
}

function lineOf(text: string): BulkLine | undefined {
  try {
    const parsed = bulkLineSchema.safeParse(JSON.parse(text));
    return parsed.data;
  } catch {
    return undefined;
  }
}
