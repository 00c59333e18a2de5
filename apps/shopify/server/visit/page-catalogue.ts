import { type Catalogue, createCatalogue, type ShopClient } from "@assetql/shopify";
import type { ClientOf } from "../open-parts.ts";
import { AppProblemError } from "../problems.ts";

export interface PageCatalogueOptions {
  /** How long a page waits for Shopify; 25 seconds unless told. */
  readonly limitMs?: number;
}

const LIMIT_MS = 25_000;
/** An answer that does not come is another matter than a shop that has no points. */
const TIMEOUT_MS = 20_000;
/** The catalogue has Shopify put together more than that, which takes as long as it takes. */
const AT_ONCE = 500;

/**
 * A shop's products for somebody who waits. Throws the problem `shop-rate-limited` when Shopify throttles for too long:
 * as a whole for what a page shows, and for each call of what Shopify puts together itself.
 */
export function createPageCatalogue(
  clientOf: ClientOf,
  shop: string,
  { limitMs = LIMIT_MS }: PageCatalogueOptions = {},
): Catalogue {
  const clientUntil = (signal: AbortSignal): ShopClient =>
    clientOf(shop, { signal, timeoutMs: Math.min(limitMs, TIMEOUT_MS) });
  async function whole<T>(run: (catalogue: Catalogue) => Promise<T>): Promise<T> {
    const signal = AbortSignal.timeout(limitMs);
    return inWords(signal, () => run(createCatalogue(clientUntil(signal))));
  }
  const patient = clientOf(shop);
  const callByCall = createCatalogue({
    ...patient,
    call: (operation, variables) => {
      const signal = AbortSignal.timeout(limitMs);
      return inWords(signal, () => clientUntil(signal).call(operation, variables));
    },
  });
  const read = <T>(count: number, run: (catalogue: Catalogue) => Promise<T>): Promise<T> =>
    count > AT_ONCE ? run(callByCall) : whole(run);
  return {
    search: (query, cursor) => whole((catalogue) => catalogue.search(query, cursor)),
    byIds: (ids) => read(ids.length, (catalogue) => catalogue.byIds(ids)),
    idsOf: (query, limit) => read(limit, (catalogue) => catalogue.idsOf(query, limit)),
    idsOfPicked: (picked, kind) => read(picked.length, (catalogue) => catalogue.idsOfPicked(picked, kind)),
    collections: (search, cursor) => whole((catalogue) => catalogue.collections(search, cursor)),
    currency: () => whole((catalogue) => catalogue.currency()),
    imagesOf: (query, limit) => whole((catalogue) => catalogue.imagesOf(query, limit)),
  };
}

async function inWords<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    throw new AppProblemError(
      "shop-rate-limited",
      "Shopify lets nobody ask more of your shop at the moment: the app and others ask it for much at once. Wait a minute, then try again.",
      { cause: error },
    );
  }
}
