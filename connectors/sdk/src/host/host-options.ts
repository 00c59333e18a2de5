import type { ChangeKind, Json, Work, WorkKind } from "@assetql/contract";
import type { Door } from "@assetql/outgoing";
import type { Connector } from "../contract/connector.ts";
import type { CredentialsOptions, Log } from "../contract/context.ts";
import type { HubLink } from "./hub-link.ts";

export interface HostOptions {
  /** A client, or its part that hosts use; with an operator's key for every workspace, else for the key's own. */
  readonly hub: { readonly work: HubLink } | HubLink;
  readonly connectors: readonly Connector[];
  /**
   * Ids of the only targets whose works are taken, 1 to 20, for a host that reaches no other; of every one unless told.
   * Read anew each time that the hub is asked.
   */
  readonly targets?: readonly string[];
  /** The way out to the platforms. */
  readonly door: Pick<Door, "fetch">;
  readonly log: Log;
  /** The same for as long as the host runs, another for each; made up unless told. */
  readonly hostId?: string;
  /**
   * For hosts that own the tokens themselves, instead of those that the hub keeps. Undefined: there are none. With
   * `anew` the platform has refused those given before.
   */
  readonly credentials?: (work: Work, options: CredentialsOptions) => Promise<Json | undefined>;
  /** Works run side by side; 8 unless told. */
  readonly worksAtOnce?: number;
  /** Unit of the exponential backoff between tries, milliseconds; 500 unless told. */
  readonly backoffMs?: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now?: () => number;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** For metrics. Called for everything that ends. */
  readonly onEvent?: (event: HostEvent) => void;
}

export type WorkOutcome = "done" | "failed" | "stopped" | "lost";

export type HostEvent =
  | {
      readonly type: "work";
      readonly connector: string;
      readonly kind: WorkKind;
      readonly outcome: WorkOutcome;
      readonly milliseconds: number;
    }
  | {
      readonly type: "change";
      readonly connector: string;
      readonly kind: ChangeKind;
      readonly outcome: "applied" | "failed" | "reverted" | "revert-failed";
      /** Of the problem. */
      readonly code: string | null;
      readonly milliseconds: number;
    }
  | {
      readonly type: "request";
      readonly connector: string;
      /** Of the answer; null when there was none. */
      readonly status: number | null;
      readonly milliseconds: number;
    }
  /** Of a request for its target's pace, however the wait ended; also when there was none. */
  | { readonly type: "wait"; readonly connector: string; readonly milliseconds: number }
  | {
      readonly type: "retry";
      readonly connector: string;
      readonly code: string;
      /** Of the pause before it: what the platform asked for, or the backoff. */
      readonly milliseconds: number;
    };

export interface HostStats {
  readonly hostId: string;
  /** Works that run now. */
  readonly running: number;
  readonly works: Readonly<Record<WorkOutcome, number>>;
  readonly changes: { readonly applied: number; readonly reverted: number; readonly failed: number };
  /** The hub answered the last call for work. */
  readonly connected: boolean;
}

/** Runs connectors for a hub. */
export interface Host {
  /** Announces the connectors and takes work until it is stopped. */
  start(): void;
  /** Stops taking work, ends what runs within moments and leaves the rest to be leased again. */
  stop(): Promise<void>;
  /** Takes one work, if there is one, and runs it to its end. False: there was none. */
  runOnce(): Promise<boolean>;
  stats(): HostStats;
}
