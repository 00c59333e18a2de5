import { createHash } from "node:crypto";
import { type PublishableAsset, publishableAssetSchema } from "@assetql/contract";

export const TARGET_ID = "tgt_contentful";

/** An approved asset; `itemId` is the entry it was made for. */
export function madeAsset(
  n: number,
  changes: Record<string, unknown> & { itemId?: string } = {},
): PublishableAsset {
  const { itemId, ...rest } = changes;
  const version = typeof rest.version === "number" ? rest.version : 1;
  return publishableAssetSchema.parse({
    id: `ast_fox-${String(n).padStart(4, "0")}`,
    batchId: "bat_foxes",
    styleProfileId: "sty_flat",
    styleName: "Flat",
    version,
    review: "approved",
    row: n,
    sku: `FOX-${n}`,
    title: `Red fox ${n}`,
    altText: `A red fox, number ${n}, in the snow`,
    prompt: `a red fox number ${n}`,
    tags: [{ name: "fox", source: "prompt" }],
    category: "Animals",
    styleScore: {
      score: 0.875,
      rawCosine: 0.5,
      parts: { palette: 0.8, composition: 0.9, texture: 0.8, lighting: 0.9, embedding: 0.9 },
      encoder: { id: "test", version: "1" },
    },
    provenance: {
      generator: "draft",
      generatorVersion: "1",
      model: "draft-renderer",
      isDraft: true,
      seed: 42 + n,
      attribution: [],
    },
    dimensions: { width: 32, height: 24 },
    sha256: createHash("sha256").update(`${n}.${version}`).digest("hex"),
    metadata: { colour: "red" },
    item: itemId === undefined ? null : { targetId: TARGET_ID, itemId },
    ...rest,
  });
}
