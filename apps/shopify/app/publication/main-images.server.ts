import type { Visit } from "../../server/services.ts";
import { shopNow } from "../review/shop-now.server.ts";
import { type MainImage, mainImageOf, takersOf } from "./main-images.ts";
import type { PlanLine } from "./plan-line.ts";
import { productKeyOf } from "./product-key.ts";

/** Products whose main images a plan waits for; of more it says what happens where there is one. */
const MOST = 250;

/** The main images that a plan would replace, by product; empty when there are too many, or the shop does not answer. */
export async function mainImagesOf(
  visit: Pick<Visit, "catalogue">,
  lines: readonly PlanLine[],
): Promise<ReadonlyMap<string, MainImage>> {
  const products = takersOf(lines).map(productKeyOf);
  if (products.length > MOST) return new Map();
  const shown = (await shopNow(visit, products)) ?? {};
  return new Map(Object.entries(shown).map(([product, now]) => [product, mainImageOf(now)]));
}
