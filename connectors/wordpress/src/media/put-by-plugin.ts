import { createHash } from "node:crypto";
import type { ChangeToApply, ImageFile } from "@assetql/connector-sdk";
import type { Json, Snapshot } from "@assetql/contract";
import { type Call, callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import type { MediaChangeContext } from "./media-context.ts";
import { fieldsOf, forJournal, type MediaSeen, textOf } from "./media-seen.ts";
import { projectionSchema, seenByPlugin } from "./projection.ts";

/** The plugin's own limit; what is longer travels in a form. */
const HEADER_CHARACTERS = 6_000;

const members: Readonly<Record<string, string>> = {
  title: "title",
  altText: "alt",
  caption: "caption",
  description: "description",
  style: "style",
  provenance: "meta",
};

/**
 * Image, texts, terms, provenance and the featured image in the plugin's one atomic call. Repeating it changes
 * nothing, so that a crash in it needs no looking for.
 */
export function putByPlugin(
  context: MediaChangeContext,
  site: Site,
  { change, featured }: { readonly change: ChangeToApply; readonly featured: number | undefined },
): Promise<MediaSeen> {
  const put = async (): Promise<MediaSeen> => {
    const { format, maxWidth } = context.config;
    const image = "file" in change.fields ? await context.image({ format, width: maxWidth }) : undefined;
    const metadata = {
      ...metadataOf(change.fields),
      ...(image === undefined
        ? { sha256: textOf(change.before.fields.file) }
        : { sha256: createHash("sha256").update(image.bytes).digest("hex"), filename: image.fileName }),
      ...(featured === undefined ? {} : { featured }),
    };
    return forJournal(await putMetadata(site, { externalId: change.externalId, metadata, image }));
  };
  const names = Object.keys(change.fields);
  return context.step("put", put, {
    leaves: (media) => (change.kind === "create" ? media.fields : fieldsOf(media, names)),
  });
}

/** Also without an image: then the site keeps the file it has, or goes back to the one before. */
export async function putMetadata(
  site: Site,
  put: {
    readonly externalId: string;
    readonly metadata: Readonly<Record<string, Json>>;
    readonly image?: ImageFile | undefined;
  },
): Promise<MediaSeen> {
  const call: Call = {
    path: `/assetql/v1/assets/${encodeURIComponent(put.externalId)}`,
    method: "PUT",
    ...(put.image === undefined ? { data: put.metadata } : await carrying(put.image, put.metadata)),
  };
  return seenByPlugin(await callSite(site, call, projectionSchema));
}

/** The members of a PUT's metadata that fields become. */
export function metadataOf(fields: Snapshot): Record<string, Json> {
  const metadata: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) {
    const member = members[name];
    if (member !== undefined)
      metadata[member] = value ?? (name === "style" ? [] : name === "provenance" ? {} : "");
  }
  return metadata;
}

async function carrying(
  image: ImageFile,
  metadata: Readonly<Record<string, Json>>,
): Promise<Pick<Call, "body" | "headers">> {
  const header = Buffer.from(JSON.stringify(metadata)).toString("base64url");
  if (header.length <= HEADER_CHARACTERS) {
    return {
      body: image.bytes,
      headers: { "Content-Type": image.contentType, "X-AssetQL-Metadata": header },
    };
  }
  const form = new FormData();
  form.set("metadata", JSON.stringify(metadata));
  form.set("file", new Blob([image.bytes], { type: image.contentType }), image.fileName);
  // As bytes: not every way out takes a form of the web's.
  const encoded = new Response(form);
  const contentType = encoded.headers.get("content-type") ?? "multipart/form-data";
  return { body: new Uint8Array(await encoded.arrayBuffer()), headers: { "Content-Type": contentType } };
}
