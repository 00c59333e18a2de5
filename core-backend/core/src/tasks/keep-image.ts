import { imageKey, thumbnailKey } from "../assets/asset-record.ts";
import { BlobExistsError } from "../ports/index.ts";
import { assetIdOf } from "../shared/ids.ts";
import type { Attempt, GenerateDeps } from "./attempt.ts";
import { versionToBe } from "./commit-try.ts";
import type { EquippedContext } from "./generation-context.ts";
import { type ScoredImage, scoreImage } from "./make-image.ts";
import { attemptOf } from "./task-record.ts";

/** Stores what was made: as the asset's image when it passes the gate, else beside it as a try to look at. */
export async function keepImage(
  deps: GenerateDeps,
  context: EquippedContext,
  made: ScoredImage,
): Promise<Omit<Attempt, "startedAt">> {
  const { batch, task } = context;
  const passes = batch.config.styleGate === "off" || made.score.score >= batch.threshold;
  if (!passes) {
    const blobKey = `rejected/${batch.id}/${task.value.id}.t${attemptOf(task.value)}.png`;
    const { score, provenance } = await storeOnce(deps, context, { key: blobKey, made });
    return { outcome: { kind: "deviated", score, threshold: batch.threshold, blobKey, provenance } };
  }
  const asset = { batchId: batch.id, id: assetIdOf(task.value.id), version: versionToBe(context) };
  const kept = await storePassing(deps, context, { key: imageKey(asset), made });
  await deps.blobs.put(thumbnailKey(asset), kept.image.thumbnail, {
    contentType: "image/jpeg",
    overwrite: true,
  });
  return { outcome: { kind: "passed", score: kept.score }, made: kept };
}

/**
 * Writes an image that passed the gate. What an acceptance that came to nothing left under its key is no image of this
 * try, nor does it pass: it gives way.
 */
async function storePassing(
  deps: GenerateDeps,
  context: EquippedContext,
  { key, made }: { key: string; made: ScoredImage },
): Promise<ScoredImage> {
  const kept = await storeOnce(deps, context, { key, made });
  const { batch } = context;
  if (batch.config.styleGate === "off" || kept.score.score >= batch.threshold) return kept;
  await deps.blobs.put(key, made.image.png, { contentType: "image/png", overwrite: true });
  return made;
}

/**
 * Writes the image unless its key is taken: then a twin, or a process that died before its commit, has written it,
 * and that image is the one that is scored and described, so that a record always tells of the bytes stored.
 */
async function storeOnce(
  deps: GenerateDeps,
  context: EquippedContext,
  { key, made }: { key: string; made: ScoredImage },
): Promise<ScoredImage> {
  try {
    await deps.blobs.put(key, made.image.png, { contentType: "image/png" });
    return made;
  } catch (error) {
    const earlier = error instanceof BlobExistsError ? await deps.blobs.read(key) : undefined;
    if (earlier === undefined) throw error;
    return { ...made, ...(await scoreImage(deps, context, earlier)) };
  }
}
