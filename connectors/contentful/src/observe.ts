import type { Observed, Reference } from "@assetql/connector-sdk";
import type { Json, Snapshot } from "@assetql/contract";
import type { AssetProps, EntryProps } from "contentful-management";
import { assetSnapshot, unprocessed } from "./asset-fields.ts";
import { placeIn } from "./environment.ts";
import { assetIdOf, provenanceIdOf } from "./ids.ts";
import { inChunks } from "./in-chunks.ts";
import { CONTENTFUL_LIMITS } from "./limits.ts";
import { placedIn } from "./placement.ts";
import { provenanceIn } from "./provenance.ts";
import type { Session } from "./session.ts";

const ENTRY_GONE = "The entry that the image is for was deleted in Contentful.";
const ENTRY_ARCHIVED = "The entry that the image is for is archived in Contentful.";

/** What is there now, in three questions for up to 100 references. */
export async function observe(
  session: Session,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, Observed>> {
  const assets = await assetsById(session, references.map(idFor));
  const provenance =
    session.config.provenanceType === null
      ? new Map<string, EntryProps>()
      : await entriesById(
          session,
          references.map((reference) => provenanceIdOf(idFor(reference))),
        );
  const items =
    session.config.placementField === undefined
      ? new Map<string, EntryProps>()
      : await entriesById(
          session,
          references.flatMap(({ itemId }) => (itemId === null ? [] : [itemId])),
        );
  const seen = new Map<string, Observed>();
  for (const reference of references) {
    const id = idFor(reference);
    const found: Found = {
      asset: assets.get(id),
      provenance: provenance.get(provenanceIdOf(id)),
      item: reference.itemId === null ? undefined : items.get(reference.itemId),
    };
    const observed = observedOf(session, reference, found);
    if (observed !== undefined) seen.set(reference.externalId, observed);
  }
  return seen;
}

export function idFor({ remoteId, externalId }: Pick<Reference, "remoteId" | "externalId">): string {
  return remoteId ?? assetIdOf(externalId);
}

interface Found {
  readonly asset: AssetProps | undefined;
  readonly provenance: EntryProps | undefined;
  readonly item: EntryProps | undefined;
}

function observedOf(session: Session, reference: Reference, found: Found): Observed | undefined {
  const { asset } = found;
  const wantsPlace = session.config.placementField !== undefined && reference.itemId !== null;
  if (asset === undefined && !wantsPlace) return undefined;
  const { config, facts } = session;
  const fields: Snapshot = {
    ...(asset === undefined ? {} : assetSnapshot(asset, session)),
    ...(asset === undefined || config.provenanceType === null
      ? {}
      : { provenance: found.provenance === undefined ? null : provenanceIn(found.provenance, facts) }),
    ...(wantsPlace ? { placement: placementOf(session, found.item, idFor(reference)) } : {}),
  };
  const missing = wantsPlace ? missingOf(found.item) : undefined;
  return {
    remoteId: asset?.sys.id ?? null,
    remoteUrl: asset === undefined ? null : webAddress(session, "assets", asset.sys.id),
    fields,
    ...(missing === undefined ? {} : { missing }),
    ...(asset !== undefined && unprocessed(asset, facts.locales).length > 0 ? { isUnsettled: true } : {}),
  };
}

function missingOf(item: EntryProps | undefined): string | undefined {
  if (item === undefined) return ENTRY_GONE;
  return item.sys.archivedVersion === undefined ? undefined : ENTRY_ARCHIVED;
}

function placementOf({ facts, config }: Session, item: EntryProps | undefined, ours: string): Json {
  if (item === undefined) return null;
  const place = placeIn(facts, config, item.sys.contentType.sys.id);
  return place === undefined ? null : placedIn(item, place, ours);
}

/** Where a person finds it in Contentful's web app. */
export function webAddress({ config, facts }: Session, kind: "assets" | "entries", id: string): string {
  const { hostname } = new URL(config.apiUrl);
  const app = hostname === "api.eu.contentful.com" ? "app.eu.contentful.com" : "app.contentful.com";
  return `https://${app}/spaces/${config.spaceId}/environments/${facts.environmentId}/${kind}/${id}`;
}

export async function assetsById(
  { client }: Session,
  ids: readonly string[],
): Promise<Map<string, AssetProps>> {
  const found = new Map<string, AssetProps>();
  for (const chunk of inChunks([...new Set(ids)], CONTENTFUL_LIMITS.idsPerQuestion)) {
    const query = { "sys.id[in]": chunk.join(","), limit: chunk.length };
    for (const asset of (await client.asset.getMany({ query })).items) found.set(asset.sys.id, asset);
  }
  return found;
}

/** Entries can be large, and an answer is at most 7 MB: half as many at once. */
export async function entriesById(
  { client }: Session,
  ids: readonly string[],
): Promise<Map<string, EntryProps>> {
  const found = new Map<string, EntryProps>();
  for (const chunk of inChunks([...new Set(ids)], CONTENTFUL_LIMITS.idsPerQuestion / 2)) {
    const query = { "sys.id[in]": chunk.join(","), limit: chunk.length };
    for (const entry of (await client.entry.getMany({ query })).items) found.set(entry.sys.id, entry);
  }
  return found;
}
