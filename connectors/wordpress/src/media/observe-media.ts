import type { Reference } from "@assetql/connector-sdk";
import { z } from "zod";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import { withQuery } from "../api/query.ts";
import type { MediaSeen } from "./media-seen.ts";
import {
  type Attachment,
  attachmentFields,
  attachmentSchema,
  projectionSchema,
  seenByPlugin,
  seenByWordPress,
} from "./projection.ts";
import { isOurSlug, nextSlug, slugOf } from "./slug.ts";
import { termNames } from "./terms.ts";

const projectionsSchema = z.array(projectionSchema);
const attachmentsSchema = z.array(attachmentSchema);
const termIdsSchema = z.array(z.int());

/**
 * The images of ours that are in the library, by external id, of up to 100 references in one to five calls: by the
 * plugin; then, for what went in without it, by slug; and by attachment id if the plugin is there no more.
 */
export async function observeMedia(
  site: Site,
  taxonomy: string | undefined,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, MediaSeen>> {
  const seen = new Map<string, MediaSeen>();
  const missing = () => references.filter(({ externalId }) => !seen.has(externalId));
  if (site.hasPlugin) await askPlugin(site, references, seen);
  // With the plugin, only what the ledger knows by its slug went in without it.
  const plain = () => missing().filter(({ remoteId }) => !site.hasPlugin || isOurSlug(remoteId ?? ""));
  // Of the two that an update has left which stopped half way, the new one is there to be finished or taken back.
  const replaced = plain().filter(({ remoteId }) => remoteId !== null);
  await askBySlug(site, { references: replaced, slug: nextSlug }, seen);
  await askBySlug(site, { references: plain(), slug: slugOf }, seen);
  await askById(site, missing(), seen);
  return taxonomy === undefined ? seen : withTerms(site, taxonomy, seen);
}

async function askById(site: Site, references: readonly Reference[], seen: Map<string, MediaSeen>) {
  const known = references.filter(({ remoteId }) => /^\d+$/.test(remoteId ?? ""));
  if (known.length === 0) return;
  const found = await readAttachments(site, { include: known.map(({ remoteId }) => Number(remoteId)) });
  const byId = new Map(found.map((attachment) => [String(attachment.id), attachment]));
  for (const { externalId, remoteId } of known) {
    const attachment = byId.get(remoteId ?? "");
    if (attachment !== undefined) seen.set(externalId, seenByWordPress(site, attachment));
  }
}

interface BySlug {
  readonly references: readonly Reference[];
  readonly slug: (externalId: string) => string;
}

async function askBySlug(site: Site, { references, slug }: BySlug, seen: Map<string, MediaSeen>) {
  if (references.length === 0) return;
  const found = await readAttachments(site, { slug: references.map(({ externalId }) => slug(externalId)) });
  const bySlug = new Map(found.map((attachment) => [attachment.slug, attachment]));
  for (const { externalId } of references) {
    const attachment = bySlug.get(slug(externalId));
    if (attachment === undefined) continue;
    seen.set(externalId, { ...seenByWordPress(site, attachment), remoteId: slugOf(externalId) });
  }
}

async function askPlugin(site: Site, references: readonly Reference[], seen: Map<string, MediaSeen>) {
  const path = withQuery("/assetql/v1/assets", {
    external_ids: references.map(({ externalId }) => externalId),
  });
  for (const projection of await callSite(site, { path }, projectionsSchema)) {
    seen.set(projection.externalId, seenByPlugin(projection));
  }
}

/** Also for finding an upload whose end nobody heard of. */
export function readAttachments(
  site: Site,
  which: { readonly include?: readonly number[]; readonly slug?: readonly string[] },
): Promise<Attachment[]> {
  const path = withQuery("/wp/v2/media", {
    ...which,
    context: "edit",
    per_page: 100,
    _fields: attachmentFields,
  });
  return callSite(site, { path }, attachmentsSchema);
}

/** Adds the names of the terms of a taxonomy that neither the plugin nor a slug knows. */
async function withTerms(
  site: Site,
  taxonomy: string,
  seen: ReadonlyMap<string, MediaSeen>,
): Promise<ReadonlyMap<string, MediaSeen>> {
  if (seen.size === 0) return seen;
  const path = withQuery("/wp/v2/media", {
    include: [...seen.values()].map(({ id }) => id),
    context: "edit",
    per_page: 100,
    _fields: ["id", taxonomy],
  });
  const rows = await callSite(site, { path }, z.array(z.looseObject({ id: z.int() })));
  const idsOf = new Map(rows.map((row) => [row.id, termIdsSchema.catch([]).parse(row[taxonomy])]));
  const names = await termNames(site, taxonomy, [...idsOf.values()].flat());
  const terms = (id: number) => (idsOf.get(id) ?? []).map((term) => names.get(term) ?? "").sort();
  return new Map(
    [...seen].map(([externalId, media]) => [
      externalId,
      { ...media, fields: { ...media.fields, terms: terms(media.id) } },
    ]),
  );
}
