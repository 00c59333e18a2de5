import { createHash } from "node:crypto";
import { type ChangeToRevert, ConnectorError } from "@assetql/connector-sdk";
import { z } from "zod";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import { withQuery } from "../api/query.ts";
import { refusedWith } from "../api/wordpress-error.ts";
import type { MediaChangeContext } from "./media-context.ts";
import { attachmentIn, plainAttachment } from "./media-seen.ts";
import { metadataOf, putMetadata } from "./put-by-plugin.ts";

const keptSchema = z.object({ id: z.int(), status: z.string() });

/**
 * What lies in the library's trash comes back from there. What was deleted comes back as it was only where the plugin
 * knows that it is the same file. Returns the attachment.
 */
export async function bringBack(
  context: MediaChangeContext,
  site: Site,
  { externalId, remoteId, receipt, fields }: ChangeToRevert,
): Promise<number | undefined> {
  if (!("file" in fields)) return undefined;
  const former = attachmentIn({ remoteId, fields: receipt.before });
  const kept = former > 0 ? await fromTrash(context, site, former) : undefined;
  if (kept !== undefined) return kept;
  if (!site.hasPlugin || plainAttachment(receipt.before) !== undefined) {
    const detail = `${site.url} cannot bring back an image that was deleted: it would be another one there. Publish the image again instead.`;
    throw new ConnectorError("not-supported", detail);
  }
  const { format, maxWidth } = context.config;
  const image = await context.image({ format, width: maxWidth });
  const sha256 = createHash("sha256").update(image.bytes).digest("hex");
  if (sha256 !== fields.file) {
    const detail =
      "The image is not the one that was deleted: it has changed in AssetQL since. Publish it again.";
    throw new ConnectorError("not-supported", detail);
  }
  const metadata = { ...metadataOf(fields), sha256, filename: image.fileName };
  return context.step(
    "bring-back",
    async () => (await putMetadata(site, { externalId, metadata, image })).id,
  );
}

async function fromTrash(
  context: MediaChangeContext,
  site: Site,
  attachment: number,
): Promise<number | undefined> {
  const path = `/wp/v2/media/${attachment}`;
  if ((await readKept(site, path))?.status !== "trash") return undefined;
  return context.step("out-of-trash", async () => {
    // WordPress makes of it what attachments have: `inherit`.
    const data = { status: "publish" };
    return (await callSite(site, { path, method: "POST", data }, keptSchema)).id;
  });
}

async function readKept(site: Site, path: string): Promise<z.infer<typeof keptSchema> | undefined> {
  try {
    const query = { context: "edit", _fields: "id,status" };
    return await callSite(site, { path: withQuery(path, query) }, keptSchema);
  } catch (error) {
    if (refusedWith(error, "rest_post_invalid_id")) return undefined;
    throw error;
  }
}
