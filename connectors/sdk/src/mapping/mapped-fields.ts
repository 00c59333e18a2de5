import type { ConnectorManifest, Json, Mapping, PublishableAsset, Snapshot } from "@assetql/contract";

/**
 * What the fields of a manifest get of an asset: the property that the target's mapping names for them, or else the
 * one of the manifest. Fields that come from nothing, and those that the mapping leaves alone, are not named.
 */
export function mappedFields(
  fields: ConnectorManifest["fields"],
  asset: PublishableAsset,
  { publish }: Pick<Mapping, "publish">,
): Snapshot {
  const pairs = fields.flatMap(({ name, from }): [string, Json][] => {
    const property = publish[name] ?? from;
    return property === null || property === "" ? [] : [[name, propertyOf(asset, property)]];
  });
  return Object.fromEntries(pairs);
}

const METADATA = "metadata.";

/** A property of an asset as a mapping names it; null if the asset has none. */
export function propertyOf(asset: PublishableAsset, property: string): Json {
  if (property.startsWith(METADATA)) return asset.metadata[property.slice(METADATA.length)] ?? null;
  switch (property) {
    case "title":
    case "altText":
    case "prompt":
    case "sku":
    case "category":
      return asset[property];
    case "tags":
      return asset.tags.map(({ name }) => name);
    case "styleScore":
      // More digits than anybody reads would only make noise in plans.
      return Math.round(asset.styleScore.score * 1_000) / 1_000;
    case "model":
      return asset.provenance.model;
    default:
      return null;
  }
}
