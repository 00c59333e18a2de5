import type { WorkspaceId } from "@assetql/contract";
import pLimit from "p-limit";
import type { DailyBudget } from "./limits/daily-budget.ts";
import type {
  AssetSearch,
  BlobStore,
  Clock,
  ImageGenerator,
  ImageLab,
  JobQueue,
  LiveChannel,
  Log,
  Mailer,
  Outbox,
  Random,
  RecordStore,
  Scheduler,
  Secrets,
  TokenVerifier,
  WebhookSender,
} from "./ports/index.ts";

/** What every use case may need; each takes the members it uses. */
export interface CoreDeps {
  readonly store: RecordStore;
  readonly blobs: BlobStore;
  readonly search: AssetSearch;
  readonly outbox: Outbox;
  readonly images: ImageLab;
  readonly generators: GeneratorRegistry;
  readonly slots: GenerationSlots;
  readonly live: LiveChannel;
  readonly scheduler: Scheduler;
  readonly mailer: Mailer;
  readonly secrets: Secrets;
  readonly webhooks: WebhookSender;
  /** Jobs are sent through the outbox alone; people only look at the dead ones and set them going again. */
  readonly deadLetters: Pick<JobQueue, "deadLetters" | "redrive">;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Checks the tokens of people; there is none where no identity provider is configured. */
  readonly tokens?: TokenVerifier | undefined;
  /** Where people and partners reach this hub, without a slash at the end. */
  readonly publicUrl: () => string;
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
  /** By the name of a model: what it may do in a day. */
  readonly dailyBudgets: Readonly<Record<string, DailyBudget>>;
}

export const defaultSettings: CoreSettings = {
  concurrency: 10,
  generationTimeoutMs: 120_000,
  maxOutstandingTasks: 1_000,
  backoffUnitMs: 1_000,
  dailyBudgets: {},
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
  /** Of the person, or of the API key that acts for itself. */
  readonly userId: string;
  readonly role: "admin" | "creator" | "viewer";
  /** Looks after the hub itself, too: makes workspaces, sets their plans. */
  readonly operator?: true;
  /** Of the request; audit records and the logs of the jobs that follow carry it. */
  readonly correlationId?: string;
}
