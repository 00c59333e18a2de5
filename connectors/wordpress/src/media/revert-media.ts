import { isDeepStrictEqual } from "node:util";
import type { ChangeToRevert } from "@assetql/connector-sdk";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import { bringBack } from "./bring-back.ts";
import { handOver } from "./hand-over.ts";
import type { MediaChangeContext } from "./media-context.ts";
import { attachmentIn, namesOf, plainAttachment, textOf } from "./media-seen.ts";
import { attachmentSchema } from "./projection.ts";
import { metadataOf, putMetadata } from "./put-by-plugin.ts";
import { removeMedia } from "./remove-media.ts";
import { termIds } from "./terms.ts";
import { changeTexts } from "./write-by-wordpress.ts";

/** The attachment to go back to, when a new file had become a new attachment. */
export function formerAttachment({ fields, now }: ChangeToRevert): number | undefined {
  const former = plainAttachment(fields);
  return former === plainAttachment(now.fields) ? undefined : former;
}

/**
 * The library's part of an undo, after places have been moved back. Returns the attachment there is at the end: a
 * deleted image comes back as a new one.
 */
export async function revertMedia(
  context: MediaChangeContext,
  site: Site,
  change: ChangeToRevert,
): Promise<number | undefined> {
  const { externalId, now, remove } = change;
  const replacement = plainAttachment(change.receipt.after);
  // After a crash between the removal of the replacement and the former attachment's return, neither is found.
  const isHalfBack =
    now.remoteId === null && replacement !== undefined && formerAttachment(change) !== undefined;
  if (now.remoteId === null && !isHalfBack) return bringBack(context, site, change);
  const attachment = isHalfBack ? (replacement ?? 0) : attachmentIn(now);
  const byPlugin = site.hasPlugin && !isHalfBack && plainAttachment(now.fields) === undefined;
  if (remove) {
    await removeMedia(context, site, { externalId, attachment, byPlugin });
    return undefined;
  }
  if (byPlugin) await putBack(context, site, change);
  else await writeBack(context, site, change);
  return formerAttachment(change) ?? attachment;
}

async function putBack(context: MediaChangeContext, site: Site, change: ChangeToRevert): Promise<void> {
  const { externalId, fields, now } = change;
  const metadata = metadataOf(fields);
  if (Object.keys(metadata).length > 0 || "file" in fields) {
    const sha256 = textOf(fields.file ?? now.fields.file);
    await context.step("put-back", async () => {
      await putMetadata(site, { externalId, metadata: { ...metadata, sha256 } });
      return null;
    });
  }
  const { taxonomy } = context.config;
  if (taxonomy === undefined || !("terms" in fields)) return;
  const ids = await termIds(site, taxonomy, namesOf(fields.terms));
  await context.step("terms-back", async () => {
    const call = {
      path: `/wp/v2/media/${attachmentIn(now)}`,
      method: "POST",
      data: { [taxonomy]: ids },
    } as const;
    await callSite(site, call, attachmentSchema);
    return null;
  });
}

async function writeBack(context: MediaChangeContext, site: Site, change: ChangeToRevert): Promise<void> {
  const { externalId, fields, now, receipt } = change;
  const former = formerAttachment(change);
  if (former === undefined) {
    await changeTexts(context, site, { attachment: attachmentIn(now), fields });
    return;
  }
  // The former attachment was left as it was, texts and all; it gets what somebody has written on the other one since.
  const kept = Object.entries(now.fields).filter(
    ([name, value]) => !(name in fields) && !isDeepStrictEqual(value, receipt.before[name]),
  );
  await changeTexts(context, site, { attachment: former, fields: Object.fromEntries(kept) });
  const attachment = plainAttachment(now.fields) ?? plainAttachment(receipt.after) ?? 0;
  await removeMedia(context, site, { externalId, attachment, byPlugin: false });
  await handOver(context, site, { step: "hand-back", externalId, attachment: former });
}
