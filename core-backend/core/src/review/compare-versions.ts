import type { AssetComparison, AssetId } from "@assetql/contract";
import sharp from "sharp";
import { assets, thumbnailKey, type VersionRecord } from "../assets/asset-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";
import { getVersion, present } from "./versions.ts";

type CompareDeps = Pick<CoreDeps, "store" | "blobs">;

/** Pixels of a side; both thumbnails are brought to this square, whatever their shape. */
const COMPARED_SIDE = 128;

/** Two versions of an asset and what changed between them. Throws the problem `not-found`. */
export async function compareVersions(
  deps: CompareDeps,
  principal: Principal,
  input: { id: AssetId; from: number; to: number },
): Promise<AssetComparison> {
  const { value: asset } = await getOwned(deps, principal, {
    collection: assets,
    id: input.id,
    what: "asset",
  });
  const from = await getVersion(deps, asset, input.from);
  const to = await getVersion(deps, asset, input.to);
  const [a, b] = [from.styleScore, to.styleScore];
  const parts = Object.entries(b.parts).map(([name, value]) => {
    const before: number = Reflect.get(a.parts, name);
    return [name, value - before] as const;
  });
  return {
    from: await present(deps, asset, from),
    to: await present(deps, asset, to),
    scoreChange: b.score - a.score,
    partChanges: Object.fromEntries(parts),
    comparable: a.encoder.id === b.encoder.id && a.encoder.version === b.encoder.version,
    promptChanged: from.prompt !== to.prompt,
    visualDifference: await visualDifference(deps, from, to),
  };
}

/** Mean absolute difference of the thumbnails' sRGB values, 0..1. */
async function visualDifference(deps: CompareDeps, from: VersionRecord, to: VersionRecord): Promise<number> {
  const [a, b] = await Promise.all([pixels(deps, from), pixels(deps, to)]);
  let sum = 0;
  for (const [index, value] of a.entries()) sum += Math.abs(value - (b[index] ?? 0));
  return sum / (a.length * 255);
}

async function pixels({ blobs }: CompareDeps, { assetId, version }: VersionRecord): Promise<Uint8Array> {
  const key = thumbnailKey({ id: assetId, version });
  const bytes = await blobs.read(key);
  if (bytes === undefined) throw new Error(`The thumbnail ${key} is missing`);
  return sharp(bytes)
    .resize(COMPARED_SIDE, COMPARED_SIDE, { fit: "fill" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer();
}
