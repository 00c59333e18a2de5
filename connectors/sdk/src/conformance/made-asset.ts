import { createHash } from "node:crypto";
import { assetIdSchema, batchIdSchema, type PublishableAsset, styleProfileIdSchema } from "@assetql/contract";

/** The n-th asset the kit publishes. */
export function madeAsset(n: number): PublishableAsset {
  return {
    id: assetIdSchema.parse(`ast_conformance-${n}`),
    batchId: batchIdSchema.parse("bat_conformance"),
    styleProfileId: styleProfileIdSchema.parse("sty_conformance"),
    styleName: "Soft clay",
    version: 1,
    review: "approved",
    row: n,
    sku: `KIT-${n}`,
    title: `Mug no. ${n}`,
    altText: `A mug with the number ${n}`,
    prompt: `A mug with the number ${n}, soft clay`,
    tags: [
      { name: "mug", source: "prompt" },
      { name: "clay", source: "prompt" },
    ],
    category: "Kitchen",
    styleScore: {
      score: 0.91,
      rawCosine: 0.8,
      parts: { palette: 0.9, composition: 0.9, texture: 0.9, lighting: 0.9, embedding: 0.9 },
      encoder: { id: "kit", version: "1" },
    },
    provenance: {
      generator: "kit",
      generatorVersion: "1",
      model: "kit-1",
      isDraft: true,
      seed: n,
      attribution: [],
    },
    dimensions: { width: 32, height: 32 },
    sha256: shaOf(n, 1),
    metadata: { sku: `KIT-${n}`, subject: `mug ${n}` },
    item: null,
  };
}

/** The same asset after somebody has asked for another image and written other words. */
export function nextVersion(asset: PublishableAsset): PublishableAsset {
  const version = asset.version + 1;
  return {
    ...asset,
    version,
    title: `${asset.title}, again`,
    altText: `${asset.altText}, drawn again`,
    sha256: shaOf(asset.row, version),
  };
}

const shaOf = (n: number, version: number): string =>
  createHash("sha256").update(`${n}.${version}`).digest("hex");

/** Tells the images of assets and versions apart. */
export const shadeOf = ({ row, version }: PublishableAsset): number => row * 40_503 + version * 7_919;
