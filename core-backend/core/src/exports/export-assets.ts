import type { ReviewState } from "@assetql/contract";
import type { ExportAsset } from "@assetql/export-formats";
import { type AssetRecord, assets, imageKey } from "../assets/asset-record.ts";
import type { CoreDeps } from "../deps.ts";
import { eachRecord } from "../shared/pages.ts";
import { styles } from "../styles/style-record.ts";
import type { ExportRecord } from "./export-record.ts";

type SourceDeps = Pick<CoreDeps, "store" | "blobs">;

/** The assets of an export, read one after the other as the package is written. Deleted ones are left out. */
export async function* exportAssets(deps: SourceDeps, job: ExportRecord): AsyncGenerator<ExportAsset> {
  const styleName = styleNames(deps);
  for await (const asset of selected(deps, job)) {
    yield toExportAsset(deps, asset, await styleName(asset.styleProfileId));
  }
}

const isIncluded: Readonly<Record<ExportRecord["include"], (review: ReviewState) => boolean>> = {
  all: () => true,
  "not-rejected": (review) => review !== "rejected",
  approved: (review) => review === "approved",
};

async function* selected(
  { store }: SourceDeps,
  { batchId, assetIds, workspaceId, include }: ExportRecord,
): AsyncGenerator<AssetRecord> {
  if (batchId !== null) {
    for await (const { value } of eachRecord(store, assets, { index: "byBatch", partition: batchId }))
      if (isIncluded[include](value.review)) yield value;
    return;
  }
  for (const id of assetIds ?? []) {
    const stored = await store.get(assets, id);
    if (stored?.value.workspaceId === workspaceId) yield stored.value;
  }
}

function styleNames({ store }: SourceDeps): (id: string) => Promise<string> {
  const names = new Map<string, string>();
  return async (id) => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = (await store.get(styles, id))?.value.name ?? id;
    names.set(id, name);
    return name;
  };
}

function toExportAsset({ blobs }: SourceDeps, asset: AssetRecord, styleName: string): ExportAsset {
  const { provenance, styleScore } = asset;
  return {
    assetId: asset.id,
    version: asset.version,
    ...(asset.sku === null ? {} : { sku: asset.sku }),
    title: asset.title,
    altText: asset.altText,
    ...(asset.category === null ? {} : { category: asset.category }),
    tags: asset.tags.map(({ name }) => name),
    prompt: asset.prompt,
    seed: provenance.seed,
    generator: {
      id: provenance.generator,
      version: provenance.generatorVersion,
      model: provenance.model,
      attribution: provenance.attribution,
      isDraft: provenance.isDraft,
    },
    style: {
      profileId: asset.styleProfileId,
      name: styleName,
      score: styleScore.score,
      encoder: styleScore.encoder,
    },
    ...asset.dimensions,
    metadata: asset.metadata,
    createdAt: asset.createdAt,
    sha256: asset.sha256,
    read: async () => {
      const bytes = await blobs.read(imageKey(asset));
      if (bytes === undefined) throw new Error(`The image of ${asset.id} is missing`);
      return bytes;
    },
  };
}
