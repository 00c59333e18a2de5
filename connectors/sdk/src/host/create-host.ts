import { randomUUID } from "node:crypto";
import { WORK_LIMITS, type Work } from "@assetql/contract";
import { createPaces } from "../pace/index.ts";
import { createCredentialKeys } from "./credential-keys.ts";
import type { Host, HostEvent, HostOptions, WorkOutcome } from "./host-options.ts";
import { createHubLine } from "./hub-line.ts";
import type { HubLink } from "./hub-link.ts";
import type { HostParts } from "./open-run.ts";
import { runWork } from "./run-work.ts";
import { createTurns } from "./turns.ts";

const WORKS_AT_ONCE = 8;
/** Beside them, for checks and lists that somebody waits for, however long the others take. */
const ASKED_AT_ONCE = 2;
/** Works that wait for another one of the same target take no place; but so many are enough. */
const MOST_WAITING = 24;
const BACKOFF_MS = 500;

/**
 * Runs connectors for a hub. Nothing it does is lost when its process is killed: another host, or this one started
 * again, goes on from the journal.
 */
export function createHost(options: HostOptions): Host {
  const hub = "work" in options.hub ? options.hub.work : options.hub;
  const counters = createCounters();
  const ending = new AbortController();
  const running = new Set<Promise<WorkOutcome>>();
  const hostId = options.hostId ?? `host-${randomUUID()}`;
  const parts = partsOf(options, hub, { hostId, count: counters.count });
  const line = createHubLine(options, { hub, hostId, parts, signal: ending.signal });
  let loops: Promise<unknown> | undefined;

  const begin = async (work: Work): Promise<WorkOutcome> => {
    const run = runWork(await parts, work, ending.signal);
    running.add(run);
    return run.finally(() => running.delete(run));
  };
  const takeWorks = async (hasRoom: (mine: number, waiting: number) => boolean, interactive: boolean) => {
    const mine = new Set<Promise<WorkOutcome>>();
    const { turns } = await parts;
    while (!ending.signal.aborted) {
      if (!hasRoom(mine.size, turns.waiting)) {
        await Promise.race(mine);
        continue;
      }
      try {
        const work = await line.lease({ waitSeconds: WORK_LIMITS.waitSeconds, interactive });
        if (work === null) continue;
        const run = begin(work);
        mine.add(run);
        void run.finally(() => mine.delete(run));
      } catch (error) {
        if (!ending.signal.aborted) await line.failed(error);
      }
    }
  };
  const room = options.worksAtOnce ?? WORKS_AT_ONCE;
  return {
    start() {
      loops ??= Promise.all([
        takeWorks((mine, waiting) => mine - waiting < room && waiting < MOST_WAITING, false),
        takeWorks((mine) => mine < ASKED_AT_ONCE, true),
      ]);
    },
    async stop() {
      ending.abort();
      await loops;
      await Promise.all(running);
    },
    async runOnce() {
      const work = await line.lease({ waitSeconds: 0, interactive: false });
      if (work === null) return false;
      await begin(work);
      return true;
    },
    stats: () => ({ hostId, running: running.size, connected: line.isConnected, ...counters.read() }),
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
    turns: createTurns(),
    backoffMs: options.backoffMs ?? BACKOFF_MS,
    now,
    random: options.random ?? Math.random,
    onEvent(event) {
      count(event);
      options.onEvent?.(event);
    },
  };
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
