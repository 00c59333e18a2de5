import type { ChangeContext, ChangeToRevert } from "@assetql/connector-sdk";
import { openSite, type Site } from "../api/open-site.ts";
import type { WordPressConfig, WordPressCredentials } from "../config.ts";
import { attachmentIn } from "../media/media-seen.ts";
import { formerAttachment, revertMedia } from "../media/revert-media.ts";
import { attachmentOf, FEATURED, THIS_IMAGE } from "../place/featured-value.ts";
import { setFeatured } from "../place/post-places.ts";
import { postOf } from "./post-of.ts";

type Reverting = ChangeContext<WordPressConfig, WordPressCredentials>;

/** The post first: as long as it shows an image, nobody should delete it. */
export async function revertChange(context: Reverting, change: ChangeToRevert): Promise<void> {
  const site = await openSite(context);
  const post = postOf(context.config, change);
  const restores = FEATURED in change.fields;
  const wanted = change.fields[FEATURED];
  const ours = formerAttachment(change) ?? attachmentIn(change.now);
  const movesBack = formerAttachment(change) !== undefined && change.now.fields[FEATURED] === THIS_IMAGE;
  const waits = restores && wanted === THIS_IMAGE && change.now.remoteId === null;
  if (post !== undefined && !waits && (restores || movesBack)) {
    const attachment = restores ? attachmentOf(wanted, ours) : ours;
    await feature(context, site, { post, attachment });
  }
  const attachment = await revertMedia(context, site, change);
  if (post !== undefined && waits && attachment !== undefined) {
    await feature(context, site, { post, attachment });
  }
}

async function feature(
  context: Reverting,
  site: Site,
  { post, attachment }: { readonly post: number; readonly attachment: number },
): Promise<void> {
  await context.step("feature-back", async () => {
    await setFeatured(site, context.config.itemTypes, { post, attachment });
    return null;
  });
}
