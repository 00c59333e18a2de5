import type { ChangeContext, ChangeToRevert } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import {
  attachmentIn,
  attachmentOf,
  formerAttachment,
  openSite,
  revertMedia,
  type Site,
  THIS_IMAGE,
  type WordPressCredentials,
} from "@assetql/wordpress";
import type { WooCommerceConfig } from "../config.ts";
import { type ProductPlace, placeOf } from "../item-id.ts";
import { placed, swapped, without } from "../place/image-set.ts";
import { changeImageSet, setVariationImage } from "../place/move-image.ts";
import { IN_GALLERY, PLACE, positionOf } from "../place/place-value.ts";

type Reverting = ChangeContext<WooCommerceConfig, WordPressCredentials>;

/** The shop first, then the library: an image is not deleted while a product shows it. */
export async function revertChange(context: Reverting, change: ChangeToRevert): Promise<void> {
  const site = await openSite(context);
  const place = placeOf(change.itemId);
  const ours = attachmentIn(change.now);
  const former = formerAttachment(change);
  const value = change.fields[PLACE];
  const restores = PLACE in change.fields;
  const waits = restores && change.now.remoteId === null && (value === THIS_IMAGE || isInSet(value));
  const shows = place?.variation === undefined || change.now.fields[PLACE] === THIS_IMAGE;
  if (place !== undefined && !waits && (restores || (former !== undefined && shows))) {
    await putBack(context, site, { place, ours, former, value, restores });
  }
  const image = await revertMedia(context, site, change);
  if (place !== undefined && waits && image !== undefined) {
    await putBack(context, site, { place, ours: image, former: undefined, value, restores });
  }
}

interface Back {
  readonly place: ProductPlace;
  readonly ours: number;
  readonly former: number | undefined;
  readonly value: Json | undefined;
  readonly restores: boolean;
}

function putBack(context: Reverting, site: Site, { place, ours, former, value, restores }: Back) {
  const { product, variation } = place;
  return context.step("place-back", async () => {
    if (variation !== undefined) {
      const attachment = restores ? attachmentOf(value, former ?? ours) : (former ?? ours);
      await setVariationImage(site, { product, variation }, attachment);
      return null;
    }
    await changeImageSet(site, product, (now) => {
      const moved = former === undefined ? now : swapped(now, ours, former);
      return restores ? restored(moved, former ?? ours, value) : moved;
    });
    return null;
  });
}

/** The set with our image where the value says, or without it; the others in the order they are in. */
function restored(now: readonly number[], image: number, value: Json | undefined): readonly number[] {
  const position = positionOf(value);
  if (position !== undefined) return placed(now, image, position);
  if (value === IN_GALLERY) return now.includes(image) ? now : placed(now, image, undefined);
  const others = without(now, image);
  const first = attachmentOf(value, image);
  return others.includes(first) ? placed(others, first, 1) : others;
}

function isInSet(value: Json | undefined): boolean {
  return value === IN_GALLERY || positionOf(value) !== undefined;
}
