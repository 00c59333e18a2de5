import type { Applied, ChangeContext, ChangeToApply } from "@assetql/connector-sdk";
import type { Snapshot } from "@assetql/contract";
import {
  attachmentIn,
  openSite,
  plainAttachment,
  removeMedia,
  THIS_IMAGE,
  type WordPressCredentials,
} from "@assetql/wordpress";
import type { WooCommerceConfig } from "../config.ts";
import { placeOf } from "../item-id.ts";
import { without } from "../place/image-set.ts";
import { changeImageSet, setVariationImage } from "../place/move-image.ts";
import { PLACE, productPlace } from "../place/place-value.ts";

/** `unlink`: the product no longer shows the image, the library keeps it. Others as in WordPress. */
export async function withdrawChange(
  context: ChangeContext<WooCommerceConfig, WordPressCredentials>,
  { externalId, itemId, before }: ChangeToApply,
  policy: "unlink" | "archive" | "delete",
): Promise<Applied> {
  const { config } = context;
  const site = await openSite(context);
  const place = placeOf(itemId);
  const attachment = attachmentIn(before);
  let after: Snapshot = {};
  if (place !== undefined) {
    const { product, variation } = place;
    const shown = await context.step("unlink", async () => {
      if (variation === undefined) {
        const left = await changeImageSet(site, product, (now) => without(now, attachment));
        return productPlace(config, left, attachment);
      }
      if (before.fields[PLACE] !== THIS_IMAGE) return before.fields[PLACE] ?? null;
      await setVariationImage(site, { product, variation }, 0);
      return null;
    });
    after = { [PLACE]: shown };
  }
  if (policy === "unlink") {
    return { remoteId: before.remoteId, remoteUrl: before.remoteUrl, after: { ...before.fields, ...after } };
  }
  const byPlugin = site.hasPlugin && plainAttachment(before.fields) === undefined;
  await removeMedia(context, site, { externalId, attachment, byPlugin, toTrash: policy === "archive" });
  return { remoteId: null, remoteUrl: null, after };
}
