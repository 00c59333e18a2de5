import type { ChangeToApply } from "@assetql/connector-sdk";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import type { MediaChangeContext } from "./media-context.ts";
import { isShortened, namesOf, plainAttachment } from "./media-seen.ts";
import { observeMedia } from "./observe-media.ts";
import { attachmentSchema } from "./projection.ts";
import { putByPlugin } from "./put-by-plugin.ts";
import { termIds } from "./terms.ts";
import { type Written, writeByWordPress } from "./write-by-wordpress.ts";

/** Whether the plugin keeps this image: not one that went in before the plugin was there. */
export function isKeptByPlugin(site: Site, change: Pick<ChangeToApply, "kind" | "before">): boolean {
  return site.hasPlugin && (change.kind === "create" || plainAttachment(change.before.fields) === undefined);
}

/**
 * Puts an image into the library, or changes the one that is there.
 * @param featured The post that shows it as its featured image, when the plugin is to see to that in the same call.
 */
export async function writeMedia(
  context: MediaChangeContext,
  site: Site,
  write: { readonly change: ChangeToApply; readonly featured?: number | undefined },
): Promise<Written> {
  const written = await writeSomehow(context, site, write);
  if (!isShortened(written.media)) return written;
  const { externalId, itemId } = write.change;
  const reference = { externalId, itemId, remoteId: written.media.remoteId };
  const seen = await observeMedia(site, context.config.taxonomy, [reference]);
  return { ...written, media: seen.get(externalId) ?? written.media };
}

async function writeSomehow(
  context: MediaChangeContext,
  site: Site,
  { change, featured }: { readonly change: ChangeToApply; readonly featured?: number | undefined },
): Promise<Written> {
  if (!isKeptByPlugin(site, change)) return writeByWordPress(context, site, change);
  const media = await putByPlugin(context, site, { change, featured });
  const { taxonomy } = context.config;
  const { terms } = change.fields;
  if (taxonomy === undefined) return { media, former: undefined, warnings: [] };
  if (terms === undefined) {
    const fields = { ...media.fields, terms: change.before.fields.terms ?? [] };
    return { media: { ...media, fields }, former: undefined, warnings: [] };
  }
  const names = namesOf(terms);
  const ids = await termIds(site, taxonomy, names);
  await context.step("terms", async () => {
    const call = { path: `/wp/v2/media/${media.id}`, method: "POST", data: { [taxonomy]: ids } } as const;
    await callSite(site, call, attachmentSchema);
    return null;
  });
  return { media: { ...media, fields: { ...media.fields, terms: names } }, former: undefined, warnings: [] };
}
