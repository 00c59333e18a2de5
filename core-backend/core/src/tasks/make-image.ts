import type { Asset, StyleScore } from "@assetql/contract";
import { wellKnown } from "@assetql/prompts";
import { scoreStyle } from "@assetql/style-engine";
import type { CoreDeps } from "../deps.ts";
import {
  type GeneratedImage,
  type GenerationRequest,
  GeneratorError,
  ImageRefusedError,
  type InspectedImage,
} from "../ports/index.ts";
import { seedOf } from "../shared/ids.ts";
import { scrub } from "../shared/scrub.ts";
import type { EquippedContext } from "./generation-context.ts";
import { attemptOf, promptOf } from "./task-record.ts";

/** An image that was made, let in and scored. */
export interface ScoredImage {
  readonly image: InspectedImage;
  readonly score: StyleScore;
  readonly provenance: Asset["provenance"];
}

type MakeDeps = Pick<CoreDeps, "blobs" | "images" | "settings" | "log">;

/**
 * Asks the generator for an image, within the time limit. Throws {@link GeneratorError}, or the signal's reason
 * when the process is stopping.
 */
export async function callGenerator(
  deps: MakeDeps,
  context: EquippedContext,
  signal: AbortSignal,
): Promise<GeneratedImage> {
  const timeout = AbortSignal.timeout(deps.settings.generationTimeoutMs);
  const request = requestOf(deps, context, AbortSignal.any([signal, timeout]));
  try {
    return await orAbort(context.generator.generate(request), request.signal);
  } catch (error) {
    if (signal.aborted || error instanceof GeneratorError) throw error;
    if (timeout.aborted) {
      const seconds = Math.round(deps.settings.generationTimeoutMs / 1000);
      throw new GeneratorError("transient", `The generator gave no image within ${seconds} s.`);
    }
    const { id: taskId, prompt, note } = context.task.value;
    deps.log("error", "the generator failed", { taskId, error: scrub(String(error), [prompt, note ?? ""]) });
    throw new GeneratorError("transient", "The generator failed in a way that it does not explain.");
  }
}

/**
 * Lets a generated image in and scores it. Throws {@link GeneratorError}: bytes that the door refuses are a transient
 * error of the model, which may do better with another seed.
 */
export async function scoreGenerated(
  deps: Pick<CoreDeps, "images">,
  context: EquippedContext,
  { image, seed, model, attribution }: GeneratedImage,
): Promise<ScoredImage> {
  const { generator } = context;
  const provenance = {
    generator: generator.id,
    generatorVersion: generator.version,
    model,
    isDraft: generator.describe().isDraft,
    seed,
    attribution: [...attribution],
  };
  return { ...(await scoreImage(deps, context, image)), provenance };
}

/** Inspects and scores an image's bytes. Throws {@link GeneratorError} for bytes the door refuses. */
export async function scoreImage(
  { images }: Pick<CoreDeps, "images">,
  { style }: EquippedContext,
  bytes: Uint8Array,
): Promise<Pick<ScoredImage, "image" | "score">> {
  try {
    const image = await images.inspect(bytes);
    return { image, score: scoreStyle(style.model, image.features) };
  } catch (error) {
    if (!(error instanceof ImageRefusedError)) throw error;
    throw new GeneratorError("transient", `The generator returned no usable image. ${error.message}`);
  }
}

/** A generator that ignores its signal must not hold a worker for ever. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function requestOf(
  { blobs }: MakeDeps,
  { batch, task, style }: EquippedContext,
  signal: AbortSignal,
): GenerationRequest {
  const { width, height, quality, negativePrompt, steps, guidanceScale } = batch.config;
  const { row, metadata } = task.value;
  const { subject, seed } = wellKnown(metadata);
  const attempt = attemptOf(task.value);
  return {
    prompt: promptOf(task.value),
    ...(negativePrompt === undefined ? {} : { negativePrompt }),
    ...(subject === undefined ? {} : { subject }),
    width,
    height,
    quality,
    steps,
    guidanceScale,
    // A row's own seed is for its first try; another image needs another seed.
    seed: attempt === 1 && seed !== undefined ? seed : seedOf(batch.seed, row, attempt),
    style: {
      id: style.id,
      references: style.references.map(({ sha256, blobKey }) => ({
        sha256,
        bytes: async () => (await blobs.read(blobKey)) ?? missing(blobKey),
      })),
    },
    signal,
  };
}

function missing(blobKey: string): never {
  throw new Error(`The style reference ${blobKey} is missing`);
}
