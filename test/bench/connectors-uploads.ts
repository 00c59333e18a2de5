import { createHash } from "node:crypto";
import { workspaceIdSchema } from "@assetql/contract";
import type { CoreDeps } from "@assetql/core";
import { put } from "@assetql/core/ports";
import { assetOf, searchedAssets } from "@assetql/core/testing";
import { preparedImage } from "../support/fixed-generator.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";

const WORKSPACE = workspaceIdSchema.parse("ws_home");
const AT_ONCE = 50;

export type SeededAsset = ReturnType<typeof assetOf>;

/** A PNG of about as many bytes. */
export async function imageOfBytes(bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  let side = 256;
  let image = await preparedImage(side);
  for (let round = 0; round < 6 && Math.abs(image.byteLength / bytes - 1) > 0.05; round++) {
    side = Math.round(side * Math.sqrt(bytes / image.byteLength));
    image = await preparedImage(side);
  }
  return new Uint8Array(image);
}

interface Seed {
  readonly image: Uint8Array | ((index: number) => Uint8Array);
  readonly count: number;
  readonly batchId?: SeededAsset["batchId"];
  /** What each is for; nothing unless told. */
  readonly itemOf?: (index: number) => SeededAsset["item"];
}

/** Approved assets with their images, straight into the hub's stores: no pipeline is measured here. */
export async function seedAssets(
  core: CoreDeps,
  { image, count, batchId, itemOf }: Seed,
): Promise<{ ids: string[]; assets: SeededAsset[] }> {
  const imageOf = typeof image === "function" ? image : () => image;
  const assets = Array.from({ length: count }, (_, index) =>
    assetOf(WORKSPACE, `bench-${String(index).padStart(5, "0")}`, {
      row: index + 1,
      sku: `SKU-${index}`,
      title: `Blue mug no. ${index}`,
      altText: `A blue mug with the number ${index} on a wooden table`,
      review: "approved",
      dimensions: { width: 400, height: 400 },
      fileSize: imageOf(index).byteLength,
      sha256: createHash("sha256").update(imageOf(index)).digest("hex"),
      ...(batchId && { batchId }),
      item: itemOf?.(index) ?? null,
      createdAt: 1_700_000_000_000 + index,
    }),
  );
  for (let at = 0; at < count; at += AT_ONCE) {
    const some = assets.slice(at, at + AT_ONCE);
    await Promise.all(
      some.map(({ batchId: batch, id }, index) =>
        core.blobs.put(`raw/${batch}/${id}.v1.png`, imageOf(at + index), {
          contentType: "image/png",
          overwrite: true,
        }),
      ),
    );
    await core.store.transact(some.map((asset) => put(searchedAssets, asset)));
  }
  return { ids: assets.map(({ id }) => id), assets };
}

interface Bare {
  readonly image: Uint8Array<ArrayBuffer>;
  readonly assets: readonly SeededAsset[];
  readonly concurrency: number;
}

/** The same bytes and metadata by the same door, in a loop that plans, journals and checks nothing. */
export function bareUploads(site: Site, { image, assets, concurrency }: Bare) {
  const sha256 = createHash("sha256").update(image).digest("hex");
  const upload = async (index: number): Promise<void> => {
    const asset = assets[index];
    if (asset === undefined) throw new Error("There are fewer assets");
    const { title, altText, provenance, styleScore, styleProfileId } = asset;
    const { model, seed, isDraft } = provenance;
    const meta = { aiGenerated: !isDraft, model, seed, score: styleScore.score, version: 1 };
    const metadata = {
      sha256,
      filename: `bare-${index}.png`,
      title,
      alt: altText,
      style: [styleProfileId],
      meta,
    };
    const answer = await fetch(`${site.url}/wp-json/assetql/v1/assets/bare-${index}`, {
      method: "POST",
      headers: {
        ...site.authorization,
        "Content-Type": "image/png",
        "X-HTTP-Method-Override": "PUT",
        "X-AssetQL-Metadata": Buffer.from(JSON.stringify(metadata)).toString("base64url"),
      },
      body: image,
    });
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    await answer.json();
  };
  return async (from: number, to: number): Promise<void> => {
    let next = from;
    const worker = async (): Promise<void> => {
      while (next < to) await upload(next++);
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  };
}
