import type { Applied, ChangeContext, ChangeToApply } from "@assetql/connector-sdk";
import { openSite, type Site, THIS_IMAGE, type WordPressCredentials, writeMedia } from "@assetql/wordpress";
import type { WooCommerceConfig } from "../config.ts";
import { type ProductPlace, placeOf } from "../item-id.ts";
import { placed, swapped } from "../place/image-set.ts";
import { changeImageSet, setVariationImage } from "../place/move-image.ts";
import { PLACE, productPlace } from "../place/place-value.ts";

const noProductWarning =
  "The image was not made for a product of this shop, so it is in the media library only.";

type Applying = ChangeContext<WooCommerceConfig, WordPressCredentials>;

/** The image into the library first, then its id into the product: sending an address would upload it once more. */
export async function applyChange(context: Applying, change: ChangeToApply): Promise<Applied> {
  const site = await openSite(context);
  const place = placeOf(change.itemId);
  const { media, former, warnings } = await writeMedia(context, site, { change });
  const done = { remoteId: media.remoteId, remoteUrl: media.url };
  if (place === undefined) {
    const told = change.kind === "create" ? [...warnings, noProductWarning] : warnings;
    return { ...done, after: media.fields, warnings: told };
  }
  const wantsPlace = PLACE in change.fields;
  const before = change.before.fields[PLACE] ?? null;
  // A variation has one image: where an editor's is shown, a new file of ours does not take its place.
  const shows = place.variation === undefined || before === THIS_IMAGE;
  const moves = wantsPlace || (former !== undefined && shows);
  const now = moves ? await show(context, site, { place, image: media.id, former, wantsPlace }) : before;
  return { ...done, after: { ...media.fields, [PLACE]: now ?? before }, warnings };
}

interface Showing {
  readonly place: ProductPlace;
  readonly image: number;
  /** The attachment that the image replaces, wherever the product shows it. */
  readonly former: number | undefined;
  readonly wantsPlace: boolean;
}

function show(context: Applying, site: Site, { place, image, former, wantsPlace }: Showing) {
  const { config } = context;
  const { product, variation } = place;
  return context.step("place", async () => {
    if (variation !== undefined) {
      await setVariationImage(site, { product, variation }, image);
      return THIS_IMAGE;
    }
    const position = config.placement === "featured" ? 1 : config.galleryPosition;
    const shown = await changeImageSet(site, product, (now) => {
      const moved = former === undefined ? now : swapped(now, former, image);
      const isRight = config.placement === "gallery" && moved.includes(image);
      return wantsPlace && !isRight ? placed(moved, image, position) : moved;
    });
    return productPlace(config, shown, image);
  });
}
