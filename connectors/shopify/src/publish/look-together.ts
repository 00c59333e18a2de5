import { ConnectorError, errorCodes } from "@assetql/connector-sdk";
import type { ShopConnection } from "./connection.ts";
import type { Desk } from "./desk.ts";
import { gatherer, type Outcome } from "./gather.ts";
import { lookAt, type Sight, type Wanted } from "./look-at.ts";

/** Looks that one takes along; each is of up to a hundred references. */
const MOST_LOOKS = 25;

interface Look {
  readonly shop: ShopConnection;
  readonly wanted: readonly Wanted[];
}

/** Gives the sight, or throws what this look has met when it was alone. */
type Seen = () => Sight;

const gatherers = new WeakMap<Desk, (look: Look) => Promise<Outcome<Seen>>>();

/**
 * As {@link lookAt}, with everybody of the same work who looks at the same time: changes that had to wait for points
 * are looked at once more, one by one, and several are often of the same product.
 */
export async function lookTogether(shop: ShopConnection, wanted: readonly Wanted[]): Promise<Sight> {
  const gather = gatherers.get(shop.desk) ?? gatherer<Look, Seen>({ most: MOST_LOOKS, send: seeAll });
  gatherers.set(shop.desk, gather);
  const outcome = await gather({ shop, wanted });
  if ("refused" in outcome) throw new Error("Nothing refuses to be looked at");
  return outcome.value();
}

async function seeAll(looks: readonly Look[]): Promise<readonly Outcome<Seen>[]> {
  const [first] = looks;
  if (first === undefined) return [];
  try {
    const wanted = looks.flatMap((look) => look.wanted);
    const sight = await lookAt(first.shop, wanted);
    return looks.map(() => ({ value: () => sight }));
  } catch (error) {
    if (looks.length === 1) return [{ value: failing(error) }];
    // What may pass concerns everybody: asking one by one would only add to it.
    if (error instanceof ConnectorError && errorCodes[error.code].retry) throw error;
    // What one of them meets is none of the others' business.
    return Promise.all(looks.map(async (look) => (await seeAll([look]))[0] ?? { value: failing(error) }));
  }
}

const failing =
  (error: unknown): Seen =>
  () => {
    throw error;
  };
