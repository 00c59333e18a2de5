import type { Door } from "@assetql/outgoing";
import { type ConnectorRegistry, createRegistry, type RegisteredConnector } from "../connectors/registry.ts";
import type { contentfulAppRoutes } from "../contentful-app/app-routes.ts";
import { hookRoutes } from "../hooks/hook-routes.ts";
import { createHookSecrets } from "../hooks/hook-secrets.ts";
import { createSeenMessages } from "../hooks/seen-messages.ts";
import { pause } from "../hub/pause.ts";
import { createTargetDirectory, type TargetDirectory } from "../hub/target-directory.ts";
import { connectWorkspaces, type Workspace } from "../hub/workspaces.ts";
import type { Log } from "../log/service-log.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { operatorRoutes } from "../operators/operator-routes.ts";
import { createChanges } from "../sync/changes.ts";
import { Syncer } from "../sync/syncer.ts";
import type { Routes } from "./application.ts";
import { type Hosts, startHosts } from "./hosts.ts";
import { defaultTimings, type SyncServiceOptions, type Timings } from "./options.ts";

/** What there is once the hub has answered. */
export interface Running {
  readonly hosts: Hosts;
  readonly directory: TargetDirectory;
  readonly syncer: Syncer;
  readonly routes: Omit<Routes, "health">;
  /** Lets syncs end for a while, then has the hosts give back what they have in hand. */
  stop(): Promise<void>;
}

const CONNECT_LOOK_MS = 25;

export interface Parts {
  readonly options: SyncServiceOptions;
  readonly log: Log;
  readonly now: () => number;
  readonly metrics: Metrics;
  readonly door: Door;
  /** Of the hub, the first the service's own; each is asked whenever it is needed. */
  readonly apiKeys: readonly (() => string)[];
  /** Where the service listens. */
  readonly url: string;
  /** Ends everything at once. */
  readonly signal: AbortSignal;
}

/** Waits for the hub, then begins to work. Throws the signal's reason. */
export async function begin(parts: Parts): Promise<Running> {
  const { options, apiKeys, log, signal } = parts;
  const timings = { ...defaultTimings, ...options.timings };
  const workspaces = await connectWorkspaces({
    hubUrl: options.hubUrl,
    apiKeys,
    log,
    signal,
    firstPauseMs: timings.reconnect,
  });
  const directory = createTargetDirectory({ workspaces, now: () => performance.now(), log });
  await directory.keepFresh(0);
  const registry = createRegistry(options.connectors ?? (await loadConnectors(options)));
  // Contentful's libraries take longer to load than everything else: nobody waits for them but the app.
  const { contentfulAppRoutes: appRoutes } = await import("../contentful-app/app-routes.ts");
  const running = run(parts, { workspaces, directory, timings, registry, appRoutes });
  // Targets can be made once the hub knows the connectors.
  while (!running.hosts.stats().connected && !signal.aborted) {
    await pause(CONNECT_LOOK_MS, signal).catch(() => undefined);
  }
  return running;
}

/** Their libraries are large; whoever brings connectors of their own does without. */
async function loadConnectors({
  allowedFolders = [],
}: SyncServiceOptions): Promise<readonly RegisteredConnector[]> {
  const { allConnectors } = await import("../connectors/connectors.ts");
  return allConnectors({ allowedFolders });
}

interface Found {
  readonly workspaces: readonly Workspace[];
  readonly directory: TargetDirectory;
  readonly timings: Timings;
  readonly registry: ConnectorRegistry;
  readonly appRoutes: typeof contentfulAppRoutes;
}

function run(parts: Parts, found: Found): Running {
  const { workspaces, directory, timings, registry, appRoutes } = found;
  const { options, log, now, metrics, door, signal } = parts;
  const secrets = createHookSecrets({
    settings: options.hooks ?? {},
    scopeOf: registry.hookScopeOf,
    now: Date.now,
    log,
  });
  const drained = new AbortController();
  const ended = AbortSignal.any([signal, drained.signal]);
  const changes = createChanges(log);
  const syncer = new Syncer({
    changes,
    directory,
    now,
    signal: ended,
    log,
    quietMs: timings.quiet,
    onSync: metrics.sync,
  });
  const following = changes.follow(workspaces, ended);
  const hosts = startHosts(
    { connectors: registry.all.map(secrets.watch), door, log, onEvent: metrics.host, signal },
    workspaces,
  );
  const timer = setInterval(async () => {
    await directory.keepFresh(timings.refresh);
    if (!drained.signal.aborted) syncer.tick();
  }, timings.tick);
  return {
    hosts,
    directory,
    syncer,
    routes: createRoutes(parts, { registry, secrets, directory, syncer, appRoutes }),
    async stop() {
      clearInterval(timer);
      await within(timings.drain, syncer.idle());
      drained.abort(new Error("The sync service was stopped."));
      await Promise.all([hosts.stop(), following]);
    },
  };
}

/** Waits for `done`, but no longer than that. */
async function within(milliseconds: number, done: Promise<void>): Promise<void> {
  const enough = new AbortController();
  await Promise.race([done, pause(milliseconds, enough.signal).catch(() => undefined)]);
  enough.abort();
}

interface RouteParts {
  readonly registry: ConnectorRegistry;
  readonly secrets: ReturnType<typeof createHookSecrets>;
  readonly directory: TargetDirectory;
  readonly syncer: Syncer;
  readonly appRoutes: typeof contentfulAppRoutes;
}

function createRoutes(parts: Parts, { appRoutes, ...served }: RouteParts): Omit<Routes, "health"> {
  const { options, log, metrics, url, signal } = parts;
  const { hubUrl } = options;
  const publicUrl = (options.publicUrl ?? url).replace(/\/+$/, "");
  const pathBefore = new URL(publicUrl).pathname.replace(/\/+$/, "");
  return {
    contentfulApp: appRoutes({
      ...served,
      hubUrl,
      settings: options.contentfulApp ?? {},
      publicUrl,
      pathBefore,
      onRequest: metrics.appRequest,
    }),
    hooks: hookRoutes({
      ...served,
      seen: createSeenMessages(Date.now),
      pathBefore,
      signal,
      log,
      now: Date.now,
      onHook: metrics.hook,
    }),
    operators: operatorRoutes({ ...served, hubUrl, publicUrl }),
  };
}
