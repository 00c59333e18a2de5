import type { BridgeCallParams, PublishableAsset } from "@assetql/contract";
import { type MappedTexture, unityMappingEntry } from "@assetql/export-formats";

type Mapping = BridgeCallParams<"files.stage">["mapping"];

interface Mapped {
  readonly asset: PublishableAsset;
  /** Of the missing sprite that it was made for. */
  readonly itemId: string | null;
}

/** The asset's entry of `assetql-mapping.json`, as in an export, and what it is for. */
export function mappingEntryOf({ asset, itemId }: Mapped, texture: MappedTexture): Mapping {
  const { styleScore, styleName, provenance, tags, sku, category, ...rest } = asset;
  const entry = unityMappingEntry(
    {
      assetId: rest.id,
      version: rest.version,
      title: rest.title,
      altText: rest.altText,
      prompt: rest.prompt,
      metadata: rest.metadata,
      seed: provenance.seed,
      tags: tags.map(({ name }) => name),
      style: { score: styleScore.score, name: styleName },
      generator: { attribution: provenance.attribution, isDraft: provenance.isDraft },
      ...(sku === null ? {} : { sku }),
      ...(category === null ? {} : { category }),
    },
    texture,
  );
  // As it is written: absent members are no members.
  const known = { ...entry, itemId: itemId ?? undefined };
  const members = Object.entries(known).filter(([, value]) => value !== undefined);
  return JSON.parse(JSON.stringify(Object.fromEntries(members)));
}
