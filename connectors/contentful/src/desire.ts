import { type Desired, propertyOf } from "@assetql/connector-sdk";
import type { Json, Mapping, PublishableAsset, Snapshot } from "@assetql/contract";
import { assetIdOf } from "./ids.ts";
import { CONTENTFUL_LIMITS } from "./limits.ts";
import { provenanceOf } from "./provenance.ts";
import type { ContentfulContext } from "./session.ts";

/** What the target should have of an asset. */
export function desire(context: ContentfulContext, asset: PublishableAsset, mapping: Mapping): Desired {
  const { config, targetId } = context;
  const externalId = asset.id;
  const wanted: Record<string, Json | undefined> = {
    title: mapped(asset, mapping, "title")?.slice(0, CONTENTFUL_LIMITS.titleCharacters),
    description: mapped(asset, mapping, "description")?.slice(0, CONTENTFUL_LIMITS.textCharacters),
    image: asset.sha256,
    tags: config.tags.length > 0 ? [...new Set(config.tags)].sort() : undefined,
    concepts: conceptsFor(config.concepts, asset.styleName),
    status: config.publish ? "published" : undefined,
    provenance: config.provenanceType === null ? undefined : provenanceOf(externalId, asset),
    placement:
      config.placementField !== undefined && asset.item?.targetId === targetId
        ? assetIdOf(externalId)
        : undefined,
  };
  const given = Object.entries(wanted).filter(([name]) => name === "image" || mapping.publish[name] !== "");
  const fields: Snapshot = Object.fromEntries(
    given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return { externalId, title: asset.title, fields, places: ["placement"], sideEffects: ["status"] };
}

function conceptsFor(concepts: Readonly<Record<string, string>>, styleName: string): Json | undefined {
  if (Object.keys(concepts).length === 0) return undefined;
  const concept = concepts[styleName];
  return concept === undefined ? [] : [concept];
}

const FROM = { title: "title", description: "altText" } as const;

/** The asset's property for a field of text, as the mapping says; nothing when it has none or is left alone. */
function mapped(asset: PublishableAsset, mapping: Mapping, field: keyof typeof FROM): string | undefined {
  const property = mapping.publish[field] ?? FROM[field];
  const value = property === "" ? null : propertyOf(asset, property);
  if (value === null) return undefined;
  return Array.isArray(value) ? value.join(", ") : String(value);
}
