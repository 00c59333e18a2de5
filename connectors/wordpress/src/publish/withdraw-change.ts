import type { Applied, ChangeContext, ChangeToApply } from "@assetql/connector-sdk";
import type { Snapshot } from "@assetql/contract";
import { openSite } from "../api/open-site.ts";
import type { WordPressConfig, WordPressCredentials } from "../config.ts";
import { attachmentIn, plainAttachment } from "../media/media-seen.ts";
import { removeMedia } from "../media/remove-media.ts";
import { FEATURED, THIS_IMAGE } from "../place/featured-value.ts";
import { setFeatured } from "../place/post-places.ts";
import { postOf } from "./post-of.ts";

/**
 * `unlink`: the post no longer shows the image, the library keeps it. `delete`: out of the library, too.
 * `archive`: into the library's trash, where a site has one.
 */
export async function withdrawChange(
  context: ChangeContext<WordPressConfig, WordPressCredentials>,
  { externalId, itemId, before }: ChangeToApply,
  policy: "unlink" | "archive" | "delete",
): Promise<Applied> {
  const { config } = context;
  const site = await openSite(context);
  const post = postOf(config, { itemId });
  const attachment = attachmentIn(before);
  if (post !== undefined && before.fields[FEATURED] === THIS_IMAGE) {
    await context.step("unlink", async () => {
      await setFeatured(site, config.itemTypes, { post, attachment: 0, expected: attachment });
      return null;
    });
  }
  const shown = before.fields[FEATURED] === THIS_IMAGE ? null : (before.fields[FEATURED] ?? null);
  const place: Snapshot = post === undefined ? {} : { [FEATURED]: shown };
  if (policy === "unlink") {
    return { remoteId: before.remoteId, remoteUrl: before.remoteUrl, after: { ...before.fields, ...place } };
  }
  const byPlugin = site.hasPlugin && plainAttachment(before.fields) === undefined;
  await removeMedia(context, site, { externalId, attachment, byPlugin, toTrash: policy === "archive" });
  return { remoteId: null, remoteUrl: null, after: place };
}
