import type { RegisteredConnector } from "../connectors/registry.ts";
import type { ContentfulAppSettings } from "../contentful-app/settings.ts";
import type { HookSettings } from "../hooks/hook-secrets.ts";
import type { Log } from "../log/service-log.ts";

export interface SyncServiceOptions {
  /** As in `http://127.0.0.1:4747`. */
  readonly hubUrl: string;
  /**
   * An admin's key. With the operator's, the service takes work of every workspace. A function is asked whenever the
   * key is needed: for one that may be rotated while the service runs.
   */
  readonly apiKey: string | (() => string);
  /** Admins' keys of further workspaces, whose schedules, webhooks and Contentful app are served as well. */
  readonly workspaceKeys?: readonly string[];
  /** Those that come with the service, unless told. */
  readonly connectors?: readonly RegisteredConnector[];
  /** 0 takes a free one; 4410 unless told. */
  readonly port?: number;
  /** `127.0.0.1` unless told: nobody else reaches the service. */
  readonly host?: string;
  /** Where platforms and browsers reach the service, if not where it listens. */
  readonly publicUrl?: string | undefined;
  /** Networks, addresses and hosts that connectors may reach although they are not of the internet. */
  readonly allowNetworks?: readonly string[];
  /** Folders of this machine within which targets of the connector `folder` may lie; none unless told. */
  readonly allowedFolders?: readonly string[];
  readonly hooks?: HookSettings;
  readonly contentfulApp?: ContentfulAppSettings;
  readonly log: Log;
  /** Also measures the process itself: once a process. */
  readonly measureProcess?: boolean;
  readonly timings?: Partial<Timings>;
  /** Milliseconds since 1970-01-01 UTC; of schedules. */
  readonly now?: () => number;
}

/** Milliseconds. */
export interface Timings {
  /** Between two looks at what is due. */
  readonly tick: number;
  /** Age at which the list of targets is read again. */
  readonly refresh: number;
  /** From a webhook to the sync it sets going; what else comes meanwhile goes with it. */
  readonly quiet: number;
  /** Before the second try to reach a hub that does not answer; it doubles up to 15 s. */
  readonly reconnect: number;
  /** How long running syncs may go on when the service is stopped. */
  readonly drain: number;
}

export const defaultTimings: Timings = {
  tick: 1_000,
  refresh: 15_000,
  quiet: 20_000,
  reconnect: 250,
  drain: 10_000,
};

export interface SyncService {
  /** Where it listens. */
  readonly url: string;
  /** Resolves once the hub has answered and work is taken; rejects when the service is stopped before. */
  readonly ready: Promise<void>;
  /** Takes nothing new, lets syncs and works end or gives them back, and closes the port. */
  stop(): Promise<void>;
}
