import type { CallOptions } from "@assetql/client";
import type { Work } from "@assetql/contract";
import type { Connector } from "../contract/connector.ts";
import type { ChangeContext, Context, Log } from "../contract/context.ts";
import type { Pace } from "../pace/index.ts";
import type { HostEvent } from "./host-options.ts";
import type { HubLink } from "./hub-link.ts";
import type { Reporter } from "./reporter.ts";
import type { RetryPolicy } from "./retries.ts";

export type AnyContext = Context<unknown, unknown>;
export type AnyChangeContext = ChangeContext<unknown, unknown>;

/** One leased work while this host runs it. */
export interface WorkRun {
  readonly work: Work;
  readonly hostId: string;
  readonly connector: Connector;
  readonly hub: HubLink;
  readonly context: AnyContext;
  readonly pace: Pace;
  /** Changes run side by side. */
  readonly concurrency: number;
  /** Aborted with a `WorkStopped`. */
  readonly signal: AbortSignal;
  /** Of calls to the hub that still count while the work is being stopped; aborted when the lease is lost. */
  readonly hubCall: CallOptions;
  readonly reporter: Reporter;
  readonly retries: RetryPolicy;
  readonly log: Log;
  now(): number;
  onEvent(event: HostEvent): void;
  /** Logs an error that nobody expected, once, under `number`. */
  logUnexpected(error: unknown, number: string): void;
}
