import { availableParallelism } from "node:os";
import type { GeneratedImage, GenerationRequest, ImageGenerator } from "@assetql/core/ports";
import { Piscina } from "piscina";
import { abortedError, DraftError } from "./errors.ts";
import type { DraftReport } from "./render.ts";
import { StyleCache } from "./style-cache.ts";
import type { DraftOutcome, DraftTask } from "./worker.ts";

/** A draft, with what of the prompt it shows. */
export interface DraftImage extends GeneratedImage {
  readonly draft: DraftReport;
  /** Milliseconds in the thread that drew it. */
  readonly renderMs: number;
}

/** The draft renderer as an {@link ImageGenerator}. */
export interface DraftGenerator extends ImageGenerator {
  generate(request: GenerationRequest): Promise<DraftImage>;
}

export interface DraftGeneratorOptions {
  /** Worker threads; by default one a core. Each may hold about 250 MB. */
  threads?: number;
}

const ID = "draft";
const VERSION = "1";
const SMALLEST = 64;
const LARGEST = 4096;
const REFERENCE_BYTES = 256 * 1024 * 1024;

/**
 * Creates the draft renderer: a pool of threads that draws scripted drafts in the style of the references, with
 * no model and no network. `generate` rejects with a {@link DraftError}: `aborted`, `closed`,
 * `size-out-of-range` (sides 64..4096), `no-references`, `reference-unreadable`, `draft-failed`.
 *
 * @example
 * const generator = createDraftGenerator({ threads: 2 });
 * const { image, attribution } = await generator.generate(request);
 * await generator.close();
 */
export function createDraftGenerator(options: DraftGeneratorOptions): DraftGenerator {
  const threads = Math.max(1, options.threads ?? availableParallelism());
  const pool = new Piscina<DraftTask, DraftOutcome>({
    filename: new URL("./worker.ts", import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
    concurrentTasksPerWorker: 1,
  });
  const references = new StyleCache<SharedArrayBuffer[]>(REFERENCE_BYTES, (buffers) =>
    buffers.reduce((sum, { byteLength }) => sum + byteLength, 0),
  );
  let closing: Promise<void> | undefined;
  return {
    id: ID,
    version: VERSION,
    describe: () => ({
      title: "Draft renderer (no model, no network)",
      costPerImageUsd: 0,
      isDraft: true,
      typicalSeconds: 0.4,
      parallel: threads,
    }),
    async generate(request) {
      if (closing)
        throw new DraftError("closed", "The draft renderer is closed. Create another to draw more.");
      assertDrawable(request);
      return draw({ pool, references }, request);
    },
    close() {
      closing ??= pool.destroy().then(() => references.clear());
      return closing;
    },
  };
}

function assertDrawable({ width, height, style, signal }: GenerationRequest): void {
  if (signal.aborted) throw abortedError();
  const fits = (side: number): boolean => Number.isInteger(side) && side >= SMALLEST && side <= LARGEST;
  if (!fits(width) || !fits(height)) {
    throw new DraftError(
      "size-out-of-range",
      `A draft has sides of ${SMALLEST} to ${LARGEST} pixels, not ${width} x ${height}.`,
    );
  }
  if (style.references.length === 0) {
    throw new DraftError(
      "no-references",
      "The style has no reference images. Add at least one to draw in its style.",
    );
  }
}

interface Machinery {
  pool: Piscina<DraftTask, DraftOutcome>;
  references: StyleCache<SharedArrayBuffer[]>;
}

async function draw({ pool, references }: Machinery, request: GenerationRequest): Promise<DraftImage> {
  const { prompt, subject, width, height, seed, style, signal } = request;
  const styleKey = `${style.id}:${style.references.map(({ sha256 }) => sha256).join(",")}`;
  const task: DraftTask = {
    styleKey,
    references: await references.get(styleKey, () => Promise.all(style.references.map(share))),
    brief: { prompt, subject, width, height, seed },
    cancelled: new SharedArrayBuffer(4),
  };
  const outcome = await untilAborted(pool.run(task), task, signal);
  if (!outcome.ok) throw new DraftError(outcome.code, outcome.message);
  const { png, report, attribution, renderMs } = outcome.draft;
  return {
    image: png,
    mime: "image/png",
    seed,
    model: `${ID}-renderer/${VERSION}`,
    attribution,
    renderMs,
    draft: report,
  };
}

async function share(reference: { bytes(): Promise<Uint8Array> }): Promise<SharedArrayBuffer> {
  const bytes = await reference.bytes();
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(bytes);
  return shared;
}

/**
 * The outcome, or at once a rejection when the signal fires. The worker is told by a flag and stops at its next
 * stage: aborting it through the pool would end the thread and lose the styles it holds.
 */
function untilAborted(
  outcome: Promise<DraftOutcome>,
  task: DraftTask,
  signal: AbortSignal,
): Promise<DraftOutcome> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      Atomics.store(new Int32Array(task.cancelled), 0, 1);
      reject(abortedError());
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    outcome
      .then(resolve, (cause: unknown) => reject(failure(cause)))
      .finally(() => signal.removeEventListener("abort", onAbort));
  });
}

function failure(cause: unknown): DraftError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/terminat|clos|abort/i.test(reason))
    return new DraftError("closed", "The draft renderer was closed while drawing.", { cause });
  return new DraftError("draft-failed", `The draft could not be drawn: ${reason}`, { cause });
}
