import { createDoor } from "@assetql/outgoing";
import { appFiles } from "../contentful-app/app-files.ts";
import { healthRoutes, type ServiceState } from "../health/health-routes.ts";
import { startHttpServer } from "../http/http-server.ts";
import { createServiceLog } from "../log/service-log.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { DEFAULT_SYNC_PORT } from "../settings/settings.ts";
import { createApplication } from "./application.ts";
import { begin, type Running } from "./begin.ts";
import type { SyncService, SyncServiceOptions } from "./options.ts";

/**
 * Hosts connectors for a hub: takes its work, runs the schedules of its targets, receives the platforms' webhooks and
 * relays what the Contentful app asks. It listens at once, and works as soon as the hub answers; see
 * {@link SyncService.ready}. Throws `PortUnavailableError`, `AllowedNetworkError` for a network that is none, and
 * `SettingsError` for a folder of the Contentful app that has none.
 *
 * @example
 * const service = await createSyncService({ hubUrl: "http://127.0.0.1:4747", apiKey, log });
 * process.once("SIGTERM", () => service.stop());
 */
export async function createSyncService(options: SyncServiceOptions): Promise<SyncService> {
  const { folder } = options.contentfulApp ?? {};
  const files = folder === undefined ? undefined : await appFiles(folder);
  const door = createDoor({ allow: options.allowNetworks ?? [] });
  const ending = new AbortController();
  const now = options.now ?? Date.now;
  const secrets = new Set(secretsOf(options));
  const log = createServiceLog(options.log, secrets);
  let state: ServiceState = "waiting-for-hub";
  let running: Running | undefined;
  const metrics = createMetrics({
    ofProcess: options.measureProcess,
    state: () => ({
      ...(running?.hosts.stats() ?? { running: 0, connected: false }),
      targets: running?.directory.all().length ?? 0,
    }),
  });
  const health = healthRoutes({
    state: () => state,
    running: () => running,
    metrics,
    startedAt: now(),
    now,
  });
  const application = createApplication({ log, health, routes: () => running?.routes, appFiles: files });
  const server = await startHttpServer(application, {
    host: options.host ?? "127.0.0.1",
    port: options.port ?? DEFAULT_SYNC_PORT,
  }).catch(async (error: unknown) => {
    await door.close();
    throw error;
  });
  const parts = {
    options,
    apiKeys: keysOf(options, secrets),
    log,
    now,
    metrics,
    door,
    url: server.url,
    signal: ending.signal,
  };
  const ready = begin(parts).then((begun) => {
    running = begun;
    state = "running";
    log("info", "The sync service is at work", { hub: options.hubUrl, url: server.url });
  });
  // Whoever does not wait for it is not to be brought down by it.
  ready.catch(() => undefined);
  const stop = async (): Promise<void> => {
    state = "stopping";
    if (running === undefined) ending.abort(new Error("The sync service was stopped."));
    await ready.catch(() => undefined);
    await running?.stop();
    ending.abort(new Error("The sync service was stopped."));
    await server.stop();
    await door.close();
  };
  let stopped: Promise<void> | undefined;
  return {
    url: server.url,
    ready,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** What must never be in a log, whoever writes it. Keys join when they are used. */
const secretsOf = ({ hooks, contentfulApp }: SyncServiceOptions): string[] =>
  [hooks?.secret, ...(hooks?.secrets?.values() ?? []), contentfulApp?.secret].filter(
    (secret) => secret !== undefined,
  );

/** The keys of the hub; whatever one of them is at the time is one of the `secrets` from then on. */
const keysOf = ({ apiKey, workspaceKeys = [] }: SyncServiceOptions, secrets: Set<string>): (() => string)[] =>
  [apiKey, ...workspaceKeys].map((key) => () => {
    const now = typeof key === "string" ? key : key();
    secrets.add(now);
    return now;
  });
