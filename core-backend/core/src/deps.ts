import type { WorkspaceId } from "@assetql/contract";
import pLimit from "p-limit";
import type {
  BlobStore,
  Clock,
  ImageGenerator,
  ImageLab,
  Log,
  Outbox,
  Random,
  RecordStore,
} from "./ports/index.ts";

/** What every use case may need; each takes the members it uses. */
export interface CoreDeps {
  readonly store: RecordStore;
  readonly blobs: BlobStore;
  readonly outbox: Outbox;
  readonly images: ImageLab;
  readonly generators: GeneratorRegistry;
  readonly slots: GenerationSlots;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly settings: CoreSettings;
}

/**
 * Runs at most {@link CoreSettings.concurrency} generations at once, the others wait their turn. Scoring and storing
 * happen outside, so that a slow disk or a busy CPU never leaves the generator idle.
 */
export type GenerationSlots = <T>(run: () => Promise<T>) => Promise<T>;

export const generationSlots = (concurrency: number): GenerationSlots => {
  const limit = pLimit(concurrency);
  return (run) => limit(run);
};

export interface CoreSettings {
  /** Generations that run at once; estimates of time use it. */
  readonly concurrency: number;
  /** A generation that takes longer is given up and counts as a transient error. */
  readonly generationTimeoutMs: number;
  /** Tasks of one batch that are queued or running at once. */
  readonly maxOutstandingTasks: number;
  /** Unit of the backoff between tries; 1,000 outside tests. */
  readonly backoffUnitMs: number;
}

export const defaultSettings: CoreSettings = {
  concurrency: 10,
  generationTimeoutMs: 120_000,
  maxOutstandingTasks: 1_000,
  backoffUnitMs: 1_000,
};

/** The configured generators by model name; `default` names the hub's own choice. */
export interface GeneratorRegistry {
  find(model: string): ImageGenerator | undefined;
  readonly models: readonly string[];
}

/** One generator under its own id and as `default`. */
export function singleGenerator(generator: ImageGenerator): GeneratorRegistry {
  const models = ["default", generator.id];
  return { models, find: (model) => (models.includes(model) ? generator : undefined) };
}

/** Who acts, decided once at the edge. */
export interface Principal {
  readonly workspaceId: WorkspaceId;
  readonly userId: string;
  readonly role: "admin" | "creator" | "viewer";
}
