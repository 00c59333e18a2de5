import { z } from "zod";
import { ATTACHMENT, type MediaSeen } from "./media-seen.ts";
import { isOurSlug } from "./slug.ts";

/** What the plugin tells of an image of ours (REST.md). */
export const projectionSchema = z.object({
  externalId: z.string(),
  id: z.int(),
  file: z.object({ sha256: z.string().nullable(), url: z.string() }),
  title: z.string(),
  alt: z.string(),
  caption: z.string(),
  description: z.string(),
  style: z.array(z.string()),
  meta: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  featuredIn: z.array(z.int()),
  link: z.string(),
});
export type Projection = z.infer<typeof projectionSchema>;

export function seenByPlugin(projection: Projection): MediaSeen {
  const { id, link, title, alt, caption, description, style, meta, file } = projection;
  const fields = { title, altText: alt, caption, description, style, provenance: meta, file: file.sha256 };
  return { id, remoteId: String(id), url: link, fields };
}

const textSchema = z.object({ raw: z.string() });

interface FileDetails {
  readonly file?: string | undefined;
  readonly filesize?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** What WordPress itself tells of an attachment, with `context=edit`. */
export const attachmentSchema = z.looseObject({
  id: z.int(),
  slug: z.string(),
  title: textSchema,
  caption: textSchema,
  description: textSchema,
  alt_text: z.string(),
  // PHP has an empty list where there is nothing.
  media_details: z.union([
    z.array(z.never()).transform((): FileDetails => ({})),
    z.object({
      file: z.string().optional(),
      filesize: z.int().optional(),
      width: z.int().optional(),
      height: z.int().optional(),
    }),
  ]),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const attachmentFields = [
  "id",
  "slug",
  "title",
  "caption",
  "description",
  "alt_text",
  "media_details",
];

/** Without the plugin nobody knows a file's hash: its name, size and measures stand for it. */
export function seenByWordPress(site: { readonly url: string }, attachment: Attachment): MediaSeen {
  const { id, slug, title, alt_text: altText, caption, description, media_details: details } = attachment;
  const { file = "", filesize = 0, width = 0, height = 0 } = details;
  return {
    id,
    // Of an image that the plugin put there before it was removed, only the id is known.
    remoteId: isOurSlug(slug) ? slug : String(id),
    url: `${site.url}/wp-admin/post.php?post=${id}&action=edit`,
    fields: {
      title: title.raw,
      altText,
      caption: caption.raw,
      description: description.raw,
      // Not kept without the plugin; named, so that they count as seen.
      style: null,
      provenance: null,
      file: `${file} ${filesize} ${width}×${height}`,
      [ATTACHMENT]: id,
    },
  };
}
