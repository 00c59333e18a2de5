import { isDeepStrictEqual } from "node:util";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Site } from "@assetql/wordpress";
import type { ProductPlace } from "../item-id.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readImageSet, writeImageSet, writeVariationImage } from "./product-images.ts";

/**
 * Changes the images of a product from what they are now, all of them read and compared right before. Returns what
 * the product shows then. Doing it again changes nothing.
 */
export function changeImageSet(
  site: Site,
  product: number,
  change: (now: readonly number[]) => readonly number[],
): Promise<readonly number[]> {
  return oneAtATime(`${site.url} ${product}`, async () => {
    const now = await readImageSet(site, product);
    const wanted = change(now);
    if (isDeepStrictEqual(now, wanted)) return now;
    const shown = await writeImageSet(site, product, wanted);
    if (!isDeepStrictEqual(shown, wanted)) throw notTaken(site, product);
    return shown;
  });
}

/** @param attachment 0: none of its own. */
export async function setVariationImage(
  site: Site,
  { product, variation }: ProductPlace & { readonly variation: number },
  attachment: number,
): Promise<void> {
  const shown = await writeVariationImage(site, { product, variation }, attachment);
  if (attachment !== 0 && shown !== attachment) throw notTaken(site, product);
}

function notTaken(site: Site, product: number): ConnectorError {
  const detail = `${site.url} did not take the images of the product ${product} as they were sent: one of them may no longer be in the media library. Look at the product and plan again.`;
  return new ConnectorError("refused", detail);
}
