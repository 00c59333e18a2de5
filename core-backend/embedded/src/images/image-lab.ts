import { availableParallelism } from "node:os";
import {
  type AdmittedImage,
  type ImageLab,
  ImageRefusedError,
  type InspectedImage,
} from "@assetql/core/ports";
import { Piscina } from "piscina";
import type { ImageAnswer, ImageTask } from "./image-worker.ts";

export interface ImageLabOptions {
  /** Worker threads; one less than the machine has cores, at least one, if not given. */
  readonly threads?: number;
  /** Another worker, for tests. */
  readonly worker?: URL;
}

export interface EmbeddedImageLab extends ImageLab {
  /** Ends the threads; images that still wait are rejected. */
  close(): Promise<void>;
}

/** Two threads that had the image died, out of memory say. The image may be the reason; others are not affected. */
export class ImageWorkerError extends Error {
  override readonly name = "ImageWorkerError";
  readonly code = "image-worker-died";
}

/** Starting a thread, which loads the image library, takes longer than most images. */
const IDLE_MS = 60_000;

/** The image lab on a pool of worker threads, so that decoding never holds up requests. */
export function createImageLab(options: ImageLabOptions = {}): EmbeddedImageLab {
  const threads = options.threads ?? Math.max(1, availableParallelism() - 1);
  const worker = options.worker ?? new URL("./image-worker.ts", import.meta.url);
  const pool = new Piscina({
    filename: worker.href,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
  });
  // A thread that dies with nothing to do has harmed nobody; without a listener it would end the process.
  pool.on("error", () => {});
  let closed = false;

  const run = async <T extends AdmittedImage | Uint8Array>(task: ImageTask): Promise<T> => {
    const attempt = (): Promise<ImageAnswer<T>> => pool.run(task);
    // The bytes are copied over, so that there are some for a second try: an image may have come to a thread that
    // was dying of the one before.
    const again = (error: unknown) => (closed ? Promise.reject(error) : attempt());
    const answer = await attempt()
      .catch(again)
      .catch((error: unknown) => {
        throw new ImageWorkerError(`The image could not be worked on: ${describe(error)}`, { cause: error });
      });
    if (answer.kind === "refused") throw new ImageRefusedError(answer.code, answer.message);
    return answer.image;
  };

  return {
    admit: (bytes) => run<AdmittedImage>({ kind: "admit", bytes }),
    inspect: (bytes) => run<InspectedImage>({ kind: "inspect", bytes }),
    render: (bytes, options) => run<Uint8Array>({ kind: "render", bytes, options }),
    close() {
      closed = true;
      return pool.destroy();
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
