import { createHash } from "node:crypto";
import type { ChangeToApply, ImageFile } from "@assetql/connector-sdk";
import type { Json, Snapshot } from "@assetql/contract";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import { withQuery } from "../api/query.ts";
import { finishEarlier, handOver } from "./hand-over.ts";
import type { MediaChangeContext } from "./media-context.ts";
import { fieldsOf, forJournal, type MediaSeen, namesOf, plainAttachment, textOf } from "./media-seen.ts";
import { readAttachments } from "./observe-media.ts";
import { type Attachment, attachmentSchema, seenByWordPress } from "./projection.ts";
import { nextSlug, slugOf } from "./slug.ts";
import { termIds } from "./terms.ts";

/** Web servers take lines of 8 kB; what is longer follows in a call of its own. */
const QUERY_CHARACTERS = 4_000;

const parameters: Readonly<Record<string, string>> = {
  title: "title",
  altText: "alt_text",
  caption: "caption",
  description: "description",
};

export interface Written {
  readonly media: MediaSeen;
  /** The attachment whose image was replaced: it stays in the library, and places have to be moved on. */
  readonly former: number | undefined;
  readonly warnings: readonly string[];
}

export const replacedWarning =
  "Without the AssetQL plugin WordPress cannot change the file of an image. The new one is a new image in the media library; posts that show the former one in their text go on showing it.";
export const notKeptWarning =
  "Without the AssetQL plugin the site does not keep the image's style, score and model.";

/** What WordPress can do by itself: an upload with its texts and terms in one call, texts changed later on. */
export async function writeByWordPress(
  context: MediaChangeContext,
  site: Site,
  change: ChangeToApply,
): Promise<Written> {
  // What a creation finds there is its own upload, from before a crash.
  const current = change.kind === "create" ? undefined : plainAttachment(change.before.fields);
  const warnings = "style" in change.fields || "provenance" in change.fields ? [notKeptWarning] : [];
  if (current === undefined) {
    const { externalId, fields } = change;
    const media = await upload(context, site, { externalId, fields, former: undefined });
    return { media, former: undefined, warnings };
  }
  if (!("file" in change.fields)) {
    const media = await changeTexts(context, site, { attachment: current, fields: change.fields });
    const before = seenBefore(change, current);
    return {
      media: { ...before, ...media, remoteId: before.remoteId },
      former: undefined,
      warnings,
    };
  }
  const { externalId } = change;
  await finishEarlier(context, site, { externalId, attachment: current });
  const fields = { ...change.before.fields, ...change.fields };
  const media = await upload(context, site, { externalId, fields, former: current });
  await handOver(context, site, { step: "hand-over", externalId, attachment: media.id });
  return { media, former: current, warnings: [...warnings, replacedWarning] };
}

/** Undefined when there is nothing that WordPress could keep. */
export async function changeTexts(
  context: MediaChangeContext,
  site: Site,
  { attachment, fields }: { readonly attachment: number; readonly fields: Snapshot },
): Promise<MediaSeen | undefined> {
  const data = { ...textsOf(fields), ...(await termsOf(context, site, fields)) };
  if (Object.keys(data).length === 0) return undefined;
  const path = `/wp/v2/media/${attachment}`;
  return context.step(
    "texts",
    async () =>
      forJournal(
        seenByWordPress(site, await callSite(site, { path, method: "POST", data }, attachmentSchema)),
      ),
    { leaves: (media) => fieldsOf(media, Object.keys(fields)) },
  );
}

interface Upload {
  readonly externalId: string;
  readonly fields: Snapshot;
  /** The attachment that it is to replace. */
  readonly former: number | undefined;
}

async function upload(context: MediaChangeContext, site: Site, what: Upload): Promise<MediaSeen> {
  const { externalId, fields, former } = what;
  const slug = former === undefined ? slugOf(externalId) : nextSlug(externalId);
  const texts = textsOf(fields);
  const terms = await termsOf(context, site, fields);
  const query = Object.fromEntries(
    Object.entries({ ...texts, ...terms }).map(([name, value]) => [name, String(value)]),
  );
  const isLong = new URLSearchParams(query).toString().length > QUERY_CHARACTERS;
  const path = withQuery("/wp/v2/media", isLong ? { slug } : { ...query, slug });
  const uploaded = await context.step(
    "upload",
    async () => {
      const { format, maxWidth } = context.config;
      const image = await context.image({ format, width: maxWidth });
      const call = { path, method: "POST", body: image.bytes, headers: headersOf(image) } as const;
      return forJournal(seenByWordPress(site, await callSite(site, call, attachmentSchema)));
    },
    {
      find: async () => {
        const found = await findUpload(site, what);
        return found === undefined ? undefined : forJournal(seenByWordPress(site, found));
      },
      leaves: (media) => media.fields,
    },
  );
  const changed = isLong ? await changeTexts(context, site, { attachment: uploaded.id, fields }) : undefined;
  return { ...withTerms(changed ?? uploaded, fields), remoteId: slugOf(externalId) };
}

/** Under the slug it was uploaded with, or the one it was given when it had replaced the former. */
async function findUpload(site: Site, { externalId, former }: Upload): Promise<Attachment | undefined> {
  const slugs = former === undefined ? [slugOf(externalId)] : [nextSlug(externalId), slugOf(externalId)];
  const found = (await readAttachments(site, { slug: slugs })).filter(({ id }) => id !== former);
  return found.find(({ slug }) => slug === slugs[0]) ?? found[0];
}

function headersOf(image: ImageFile): Record<string, string> {
  const fileName = image.fileName.replace(/["\\\r\n]/g, "");
  return {
    "Content-Type": image.contentType,
    "Content-Disposition": `attachment; filename="${fileName}"`,
    "Content-MD5": createHash("md5").update(image.bytes).digest("hex"),
  };
}

function textsOf(fields: Snapshot): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const parameter = parameters[name];
    if (parameter !== undefined) texts[parameter] = textOf(value);
  }
  return texts;
}

async function termsOf(
  { config }: MediaChangeContext,
  site: Site,
  fields: Snapshot,
): Promise<Record<string, Json>> {
  if (config.taxonomy === undefined || !("terms" in fields)) return {};
  return { [config.taxonomy]: await termIds(site, config.taxonomy, namesOf(fields.terms)) };
}

/** The answer to an upload has the terms' ids; their names are the ones that were asked for. */
function withTerms(media: MediaSeen, fields: Snapshot): MediaSeen {
  return "terms" in fields ? { ...media, fields: { ...media.fields, terms: namesOf(fields.terms) } } : media;
}

function seenBefore({ before }: ChangeToApply, id: number): MediaSeen {
  return { id, remoteId: before.remoteId ?? String(id), url: before.remoteUrl ?? "", fields: before.fields };
}
