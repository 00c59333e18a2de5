import type { Applied, ChangeContext, ChangeToApply } from "@assetql/connector-sdk";
import { openSite } from "../api/open-site.ts";
import type { WordPressConfig, WordPressCredentials } from "../config.ts";
import { isKeptByPlugin, writeMedia } from "../media/write-media.ts";
import { FEATURED, THIS_IMAGE } from "../place/featured-value.ts";
import { setFeatured } from "../place/post-places.ts";
import { postOf } from "./post-of.ts";

const noPostWarning = "The image was not made for a post of this site, so it is in the media library only.";

/** One call with the plugin; without it an upload, and another call for the post. */
export async function applyChange(
  context: ChangeContext<WordPressConfig, WordPressCredentials>,
  change: ChangeToApply,
): Promise<Applied> {
  const { config } = context;
  const site = await openSite(context);
  const post = postOf(config, change);
  const before = change.before.fields[FEATURED] ?? null;
  const wantsPlace = post !== undefined && change.fields[FEATURED] === THIS_IMAGE;
  const byPlugin = isKeptByPlugin(site, change);
  const featured = wantsPlace && byPlugin ? post : undefined;
  const { media, former, warnings } = await writeMedia(context, site, { change, featured });
  const movesOn = former !== undefined && before === THIS_IMAGE;
  if (post !== undefined && !byPlugin && (wantsPlace || movesOn)) {
    await context.step("feature", async () => {
      await setFeatured(site, config.itemTypes, { post, attachment: media.id });
      return null;
    });
  }
  const isInNoPlace = config.placement === "featured" && post === undefined && change.kind === "create";
  return {
    remoteId: media.remoteId,
    remoteUrl: media.url,
    after: {
      ...media.fields,
      ...(post === undefined ? {} : { [FEATURED]: wantsPlace ? THIS_IMAGE : before }),
    },
    warnings: isInNoPlace ? [...warnings, noPostWarning] : warnings,
  };
}
