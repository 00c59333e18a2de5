import { rmSync } from "node:fs";
import { join } from "node:path";
import {
  type ApiDeps,
  createApi,
  createMetrics,
  createTokenVerifier,
  type LiveTimings,
  type OidcIssuer,
} from "@assetql/api";
import type { CoreDeps } from "@assetql/core";
import { queueNames } from "@assetql/core/ports";
import { createFileRoute } from "../files/serve.ts";
import { writePrivateFile } from "../files/write-private-file.ts";
import { clientOf } from "../limits/client-of.ts";
import { hubRateLimits, type RateLimitOptions } from "../limits/hub-rate-limits.ts";
import { createLiveSockets } from "../live/socket-server.ts";
import { systemClock } from "./ambient.ts";
import { type AdminKey, firstAdminKey } from "./first-key.ts";
import { type Home, type HomeOptions, openHome } from "./home.ts";
import { startHttpServer } from "./http-server.ts";
import { startSweeper } from "./sweeper.ts";

export interface HubOptions extends HomeOptions {
  readonly version: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** `127.0.0.1` unless told: nobody else reaches the hub. */
  readonly host?: string;
  /** Web pages that may call the API. */
  readonly corsOrigins?: readonly string[];
  /**
   * Requests a minute; those of the design unless told. Programs on this machine have no limit of their address, and
   * with the first admin key none at all.
   */
  readonly rateLimits?: RateLimitOptions | "off";
  /** The hub is reached through a proxy alone, whose `X-Forwarded-For` says who calls. */
  readonly trustProxy?: boolean;
  /** Identity providers whose people may use the hub. */
  readonly oidcIssuers?: readonly OidcIssuer[];
  /** Other timings of the live sockets, for tests. */
  readonly liveTimings?: Partial<LiveTimings>;
}

export interface Hub {
  readonly url: string;
  readonly dataFolder: string;
  readonly adminKey: AdminKey;
  /** The use cases' own dependencies, for whoever embeds the hub. */
  readonly core: CoreDeps;
  /** Takes no new work, ends or gives back what runs, and closes the data folder. The generator stays its owner's. */
  stop(): Promise<void>;
}

/** Where a running hub tells its address to commands on the same machine. */
export const hubFilePath = (dataFolder: string): string => join(dataFolder, "hub.json");

/**
 * Home one: the API, the workers and the database in this process. Throws `DataFolderInUseError`,
 * `DatabaseTooNewError` and `PortUnavailableError`, having let go of everything.
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { oidcIssuers: issuers = [] } = options;
  const tokens = issuers.length === 0 ? undefined : createTokenVerifier({ issuers, clock: systemClock });
  const home = await openHome({ tokens, ...options });
  try {
    return await serve(home, options);
  } catch (error) {
    await home.close();
    throw error;
  }
}

async function serve(home: Home, options: HubOptions): Promise<Hub> {
  const { core, dataFolder } = home;
  const state = { stopping: false, startedAt: systemClock.now() };
  const rateLimits = hubRateLimits(systemClock, options.rateLimits ?? {});
  const metrics = createMetrics({
    version: options.version,
    ofProcess: true,
    queues: async () => (await health(home, state, options.version)).queues,
    outbox: () => home.outboxBacklog(),
  });
  home.onEvent((event) => {
    if (event.type === "task.stepped") metrics.stepped(event);
  });
  const api: ApiDeps = {
    core,
    metrics,
    version: options.version,
    log: core.log,
    corsOrigins: options.corsOrigins ?? [],
    files: createFileRoute({ blobs: core.blobs, signer: home.signer }),
    isStopping: () => state.stopping,
    health: () => health(home, state, options.version),
    ...(rateLimits === undefined ? {} : { rateLimits }),
  };
  const app = createApi(api);
  const { trustProxy = false, liveTimings: timings } = options;
  const sockets = createLiveSockets(api, { trustProxy, timings });
  const { host = "127.0.0.1", port = 0 } = options;
  const server = await startHttpServer({
    host,
    port,
    fetch: (request, incoming) => {
      const client = clientOf(incoming, { trustProxy });
      return app.fetch(request, client === undefined ? {} : { client });
    },
    upgrade: sockets.upgrade,
  });
  home.setBaseUrl(server.url);
  const hubFile = hubFilePath(dataFolder);
  let adminKey: AdminKey;
  try {
    // Not before the port is ours: a key is shown once, by the start that made it.
    adminKey = await firstAdminKey(core, dataFolder);
    writePrivateFile(hubFile, JSON.stringify({ url: server.url, pid: process.pid }));
  } catch (error) {
    await server.stop();
    throw error;
  }
  home.work();
  const sweeper = startSweeper(core);
  const stop = async (): Promise<void> => {
    state.stopping = true;
    rmSync(hubFile, { force: true });
    await Promise.all([sockets.stop(), server.stop(), sweeper.stop()]);
    await home.close();
  };
  let stopped: Promise<void> | undefined;
  return {
    url: server.url,
    dataFolder,
    adminKey,
    core,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function health({ queue }: Home, state: { stopping: boolean; startedAt: number }, version: string) {
  const depths = await Promise.all(queueNames.map(async (name) => [name, await queue.depth(name)] as const));
  return {
    status: state.stopping ? ("stopping" as const) : ("ok" as const),
    version,
    uptimeSeconds: (systemClock.now() - state.startedAt) / 1000,
    queues: Object.fromEntries(depths),
  };
}
