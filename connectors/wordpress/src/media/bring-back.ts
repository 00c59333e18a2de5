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
import { formerSlug, slugOf } from "./slug.ts";
import { rename } from "./write-by-wordpress.ts";

const keptSchema = z.object({ id: z.int(), status: z.string(), slug: z.string() });

/**
 * What the library still has comes back from where it is: out of the trash, or to its slug if an update failed before
 * it had put another image there. What was deleted comes back as it was only where the plugin knows that it is the same
 * file. Returns the attachment.
 */
export async function bringBack(
  context: MediaChangeContext,
  site: Site,
  { externalId, remoteId, receipt, fields }: ChangeToRevert,
): Promise<number | undefined> {
  if (!("file" in fields)) return undefined;
  const former = attachmentIn({ remoteId, fields: receipt.before });
  const kept = former > 0 ? await fromLibrary(context, site, { externalId, attachment: former }) : undefined;
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

async function fromLibrary(
  context: MediaChangeContext,
  site: Site,
  { externalId, attachment }: { readonly externalId: string; readonly attachment: number },
): Promise<number | undefined> {
  const path = `/wp/v2/media/${attachment}`;
  const kept = await readKept(site, path);
  if (kept?.status === "trash") {
    return context.step("out-of-trash", async () => {
      // WordPress makes of it what attachments have: `inherit`.
      const data = { status: "publish" };
      return (await callSite(site, { path, method: "POST", data }, keptSchema)).id;
    });
  }
  if (kept?.slug !== formerSlug(externalId, attachment)) return undefined;
  await rename(context, site, { step: "rename-back", attachment, slug: slugOf(externalId) });
  return attachment;
}

async function readKept(site: Site, path: string): Promise<z.infer<typeof keptSchema> | undefined> {
  try {
    const query = { context: "edit", _fields: "id,status,slug" };
    return await callSite(site, { path: withQuery(path, query) }, keptSchema);
  } catch (error) {
    if (refusedWith(error, "rest_post_invalid_id")) return undefined;
    throw error;
  }
}
