import {
  type IncomingFile,
  MAX_TRIES,
  type PreviewBatch,
  ProblemError,
  type TargetId,
} from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import type { ImageGenerator } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { currentVersion } from "../styles/read-style.ts";
import { type StyleRecord, type StyleVersion, styles } from "../styles/style-record.ts";
import { ownTarget } from "../targets/read-target.ts";
import { takeUpload } from "../uploads/take-upload.ts";

export type BatchInput = PreviewBatch & { readonly csvFile?: IncomingFile | undefined };
type PrepareDeps = Pick<CoreDeps, "store" | "blobs" | "generators">;

/** The parts of a batch's input, found and read. */
export interface PreparedBatch {
  readonly style: StyleRecord;
  readonly version: StyleVersion;
  readonly generator: ImageGenerator;
  readonly csv: string | Uint8Array;
  /** Whose items the rows are about. */
  readonly targetId?: TargetId | undefined;
}

/**
 * Finds what the input names. Throws the problems `not-found` (style, target, upload), `upload-missing` and
 * `request-invalid` (no CSV or two, an unknown model).
 */
export async function prepareBatch(
  deps: PrepareDeps,
  principal: Principal,
  input: BatchInput,
): Promise<PreparedBatch> {
  const { value: style } = await getOwned(deps, principal, {
    collection: styles,
    id: input.styleProfileId,
    what: "style",
  });
  const generator = deps.generators.find(input.config.model);
  if (generator === undefined) {
    const models = deps.generators.models.map((model) => `"${model}"`).join(", ");
    throw new ProblemError(
      "request-invalid",
      `There is no model "${input.config.model}" here. There are: ${models}.`,
    );
  }
  const { targetId } = input;
  if (targetId !== undefined) await ownTarget(deps, principal, targetId);
  const version = await currentVersion(deps, style);
  return { style, version, generator, csv: await csvOf(deps, principal, input), targetId };
}

async function csvOf(
  deps: PrepareDeps,
  principal: Principal,
  input: BatchInput,
): Promise<string | Uint8Array> {
  const given = [input.csv, input.csvUploadId, input.csvFile].filter((source) => source !== undefined);
  if (given.length !== 1) {
    throw new ProblemError(
      "request-invalid",
      "Send the CSV once: as `csv` text, as a `csv` file of a form, or as the `csvUploadId` of an upload.",
    );
  }
  if (input.csv !== undefined) return input.csv;
  if (input.csvFile !== undefined) return input.csvFile.bytes;
  if (input.csvUploadId === undefined) throw new Error("One of three sources was given, but none is there");
  return (await takeUpload(deps, principal, { id: input.csvUploadId, purpose: "csv" })).bytes;
}

/** Cost and time of a batch, from what its generator says of itself. */
export function estimate(
  { generator }: PreparedBatch,
  { rows, concurrency }: { rows: number; concurrency: number },
) {
  const { costPerImageUsd, typicalSeconds, parallel = concurrency, title } = generator.describe();
  return {
    estimatedCost: {
      currency: "USD" as const,
      perImage: costPerImageUsd,
      total: costPerImageUsd * rows,
      atMost: costPerImageUsd * rows * MAX_TRIES,
      generator: title,
    },
    estimatedSeconds: Math.ceil(rows / Math.min(concurrency, parallel)) * typicalSeconds,
  };
}
