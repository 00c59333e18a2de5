import type { DownloadFormat, Json, Snapshot } from "@assetql/contract";

export type LogLevel = "debug" | "info" | "warn" | "error";
/** Structured lines. Fields never hold secrets or personal data. */
export type Log = (
  level: LogLevel,
  message: string,
  fields?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

export interface CredentialsOptions {
  readonly anew?: boolean;
}

/** What the host gives a connector for one target. */
export interface Context<Config, Credentials> {
  readonly targetId: string;
  /** Checked by the manifest's schema; a publication's options are merged into it. */
  readonly config: Config;
  /**
   * Checked by the manifest's schema. Throws a ConnectorError with the code `credentials-missing`. With `anew` those
   * given before were refused: a host that owns the tokens gets another one, any other gives the same again.
   */
  credentials(options?: CredentialsOptions): Promise<Credentials>;
  /** Aborts within moments when the work is paused, cancelled or lost. Pass it to everything that waits. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /**
   * The way out: paced by the target's token bucket and concurrency, through the door that refuses private addresses.
   * Does not follow redirects, does not retry, throws a ConnectorError when nobody answers in `timeoutMs`.
   */
  fetch(url: string | URL, init?: RequestInit & { readonly timeoutMs?: number }): Promise<Response>;
  /** For libraries with a way out of their own: runs `call` when the target's pace allows another request. */
  paced<T>(call: () => Promise<T>): Promise<T>;
  /** Keeps the pace of everybody who works for this target to what the platform has just said it allows. */
  slowDown(limit: { readonly requestsPerSecond?: number; readonly pauseMs?: number }): void;
}

/** While a change is applied or reverted. */
export interface ChangeContext<Config, Credentials> extends Context<Config, Credentials> {
  /** Of the publication that the change belongs to, for platforms that put together what belongs together. */
  readonly publicationId: string;
  /**
   * Runs `run` once for `key` within this change and journals its result; after a crash the journalled result is
   * returned instead. When an earlier try of the step began but did not tell how it ended, or the change has failed
   * since, `find` is asked first whether its effect is there: its result then counts. Errors are retried by their code. `run` and `find` may be
   * called again, so whatever can be derived (ids, slugs) should be.
   */
  step<T extends Json>(key: string, run: () => Promise<T>, options?: StepOptions<T>): Promise<T>;
  /** The asset's image as a file. Throws a ConnectorError with the code `image-missing`. */
  image(options: { readonly format: DownloadFormat; readonly width?: number }): Promise<ImageFile>;
}

export interface StepOptions<T> {
  readonly find?: () => Promise<T | undefined>;
  /**
   * The fields that the step has written, as its result tells that `observe` sees them now: where the target makes
   * something else of what it is given. When nobody can look at what a change has left that failed half done, this is
   * how the next try tells it from what people change. Only what the step itself has written: nothing else is ours.
   */
  readonly leaves?: (result: T) => Snapshot;
}

export interface ImageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Made of the SKU or the title; safe on every file system. */
  readonly fileName: string;
}
