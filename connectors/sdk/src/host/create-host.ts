import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { WORK_LIMITS, type Work } from "@assetql/contract";
import { createPaces } from "../pace/index.ts";
import { announcedManifest } from "./announce.ts";
import { createCredentialKeys } from "./credential-keys.ts";
import type { Host, HostEvent, HostOptions, WorkOutcome } from "./host-options.ts";
import type { HubLink } from "./hub-link.ts";
import type { HostParts } from "./open-run.ts";
import { runWork } from "./run-work.ts";

const WORKS_AT_ONCE = 8;
const BACKOFF_MS = 500;
/** Before the hub is asked again after it could not be. */
const RECONNECT_MS = 2_000;

/**
 * Runs connectors for a hub. Nothing it does is lost when its process is killed: another host, or this one started
 * again, goes on from the journal.
 */
export function createHost(options: HostOptions): Host {
  const hub = "work" in options.hub ? options.hub.work : options.hub;
  const counters = createCounters();
  const manifests = options.connectors.map(announcedManifest);
  const ending = new AbortController();
  const running = new Set<Promise<WorkOutcome>>();
  const hostId = options.hostId ?? `host-${randomUUID()}`;
  const parts = partsOf(options, hub, { hostId, count: counters.count });
  let announced = false;
  let connected = false;
  let loop: Promise<void> | undefined;

  const lease = async (waitSeconds: number): Promise<Work | null> => {
    const { keys } = (await parts).credentials;
    if (!announced) await hub.announce({ host: hostId, connectors: manifests }, { signal: ending.signal });
    announced = true;
    connected = true;
    const work = await hub.lease(
      {
        host: hostId,
        connectors: manifests.map(({ name }) => name),
        ...(options.credentials === undefined && { publicKey: keys.publicKey }),
        waitSeconds,
      },
      { signal: ending.signal },
    );
    connected = true;
    return work;
  };
  const begin = async (work: Work): Promise<WorkOutcome> => {
    const run = runWork(await parts, work, ending.signal);
    running.add(run);
    return run.finally(() => running.delete(run));
  };
  const failed = async (error: unknown): Promise<void> => {
    if (connected || !announced) logDisconnected(options, error);
    connected = false;
    // A hub that was away may have forgotten what it was told.
    announced = false;
    await wait(RECONNECT_MS, undefined, { signal: ending.signal }).catch(() => undefined);
  };
  const takeWorks = async (): Promise<void> => {
    const room = options.worksAtOnce ?? WORKS_AT_ONCE;
    while (!ending.signal.aborted) {
      if (running.size >= room) {
        await Promise.race(running);
        continue;
      }
      try {
        const work = await lease(WORK_LIMITS.waitSeconds);
        if (work !== null) void begin(work);
      } catch (error) {
        if (!ending.signal.aborted) await failed(error);
      }
    }
  };
  return {
    start() {
      loop ??= takeWorks();
    },
    async stop() {
      ending.abort();
      await loop;
      await Promise.all(running);
    },
    async runOnce() {
      const work = await lease(0);
      if (work === null) return false;
      await begin(work);
      return true;
    },
    stats: () => ({ hostId, running: running.size, connected, ...counters.read() }),
  };
}

interface Identity {
  readonly hostId: string;
  readonly count: (event: HostEvent) => void;
}

async function partsOf(options: HostOptions, hub: HubLink, { hostId, count }: Identity): Promise<HostParts> {
  const now = options.now ?? Date.now;
  return {
    hub,
    hostId,
    door: options.door,
    log: options.log,
    connectors: new Map(options.connectors.map((connector) => [connector.manifest.name, connector])),
    credentials: { keys: await createCredentialKeys(), own: options.credentials },
    paces: createPaces(now),
    backoffMs: options.backoffMs ?? BACKOFF_MS,
    now,
    random: options.random ?? Math.random,
    onEvent(event) {
      count(event);
      options.onEvent?.(event);
    },
  };
}

function logDisconnected({ log }: HostOptions, error: unknown): void {
  log("warn", "The hub does not give out work; asking again", {
    reason: error instanceof Error ? error.message.slice(0, 500) : "unknown",
  });
}

function createCounters() {
  const works = { done: 0, failed: 0, stopped: 0, lost: 0 };
  const changes = { applied: 0, reverted: 0, failed: 0 };
  return {
    count(event: HostEvent): void {
      if (event.type === "work") works[event.outcome] += 1;
      if (event.type !== "change") return;
      changes[event.outcome === "applied" || event.outcome === "reverted" ? event.outcome : "failed"] += 1;
    },
    read: () => ({ works: { ...works }, changes: { ...changes } }),
  };
}
