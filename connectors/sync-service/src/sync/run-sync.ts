import { isDeepStrictEqual } from "node:util";
import type { Client } from "@assetql/client";
import type { Target } from "@assetql/contract";
import type { ListedTarget } from "../hub/target-directory.ts";
import { type Log, wordsOf } from "../log/service-log.ts";
import type { Changes } from "./changes.ts";
import type { Coverage } from "./coverage.ts";
import { drive } from "./drive.ts";
import { type Publishing, publish } from "./publish.ts";
import { describeProblem } from "./sync-problem.ts";

export interface SyncDeps {
  readonly changes: Changes;
  /** What is known of the rows that a target's batches have. */
  readonly coverageOf: (listed: ListedTarget) => Coverage;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly log: Log;
}

export interface PlannedSync {
  readonly listed: ListedTarget;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly plannedAt: number;
  /** `schedule`: not if another service has done it meanwhile. */
  readonly reason: "schedule" | "request" | "webhook";
}

export type SyncOutcome = "done" | "problem" | "not-needed";

export interface SyncReport {
  readonly outcome: SyncOutcome;
  /** As the hub has it now. */
  readonly target: Target;
}

/**
 * One sync of a target: a batch of what is new there, then a publication of what was approved here, recorded on the
 * target with what went wrong. Half of it failing leaves the other half. Safe to repeat after a crash at any point,
 * and by two services at once: what is made has keys of the target and the planned time. Throws when the hub cannot
 * be reached or refuses the service's key.
 */
export async function runSync(
  deps: SyncDeps,
  { listed, plannedAt, reason }: PlannedSync,
): Promise<SyncReport> {
  const { client } = listed.workspace;
  const target = await client.call("getTarget", { params: { id: listed.target.id } });
  const isDone = target.lastSync !== null && target.lastSync.at >= plannedAt;
  if (target.sync === null || (reason === "schedule" && isDone)) return { outcome: "not-needed", target };

  const startedAt = deps.now();
  const planned = { target, key: `sync/${target.id}/${plannedAt}`, name: nameOf(plannedAt) };
  const driven = await attempt(() => driveIfAsked(deps, listed, planned));
  const published = await attempt(() => publishIfAsked(deps, listed, { ...planned, reason }));
  const problem = driven.problem ?? published.problem ?? published.value?.problem ?? null;
  const recorded = await client.call("recordSync", {
    params: { id: target.id },
    body: {
      syncedAt: await syncedAtOf(client, target, driven.problem === undefined ? startedAt : null),
      lastSync: {
        at: startedAt,
        batchId: driven.value?.[0] ?? null,
        publicationId: published.value?.publicationId ?? null,
        problem,
      },
    },
  });
  tell(deps.log, recorded);
  return { outcome: problem === null ? "done" : "problem", target: recorded };
}

interface Planned {
  readonly target: Target;
  readonly key: string;
  readonly name: string;
}

async function driveIfAsked(deps: SyncDeps, listed: ListedTarget, planned: Planned) {
  const settings = planned.target.sync?.drive ?? null;
  if (settings === null) return [];
  const { client } = listed.workspace;
  return drive({ ...deps, client, coverage: deps.coverageOf(listed) }, { ...planned, settings });
}

/**
 * Until when the items have been seen that the target asks for now: those of a drive that failed, or of other settings
 * than are there by its end, are still to be looked at.
 */
async function syncedAtOf(client: Client, { id, sync }: Target, drivenAt: number | null) {
  const now = await client.call("getTarget", { params: { id } });
  const drive = now.sync?.drive ?? null;
  const isDriven = drivenAt !== null && drive !== null && isDeepStrictEqual(drive, sync?.drive);
  return isDriven ? drivenAt : now.syncedAt;
}

async function publishIfAsked(
  { changes, now }: SyncDeps,
  { workspace: { client } }: ListedTarget,
  planned: Planned & Pick<PlannedSync, "reason">,
): Promise<Publishing | undefined> {
  const { target } = planned;
  if (target.sync?.publish !== true) return undefined;
  const changed = changes.take(target);
  try {
    const asked = planned.reason === "request";
    const publishing = await publish(client, { ...planned, changed, asked, now: now() });
    if (changed && !publishing.settled) changes.giveBack(target.id);
    return publishing;
  } catch (error) {
    changes.giveBack(target.id);
    throw error;
  }
}

type Attempt<T> = { readonly value?: T; readonly problem?: { code: string; detail: string } };

/** What says something of the target is a problem to record; anything else ends the sync. */
async function attempt<T>(run: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await run() };
  } catch (error) {
    const problem = describeProblem(error);
    if (problem === undefined || problem.code === "unauthenticated") throw error;
    return { problem };
  }
}

/** As in `Sync 2026-03-01 14:00`, UTC. */
const nameOf = (plannedAt: number): string =>
  `Sync ${new Date(plannedAt).toISOString().slice(0, 16).replace("T", " ")}`;

function tell(log: Log, { id, lastSync }: Target): void {
  if (lastSync === null) return;
  const { batchId, publicationId, problem } = lastSync;
  log(problem === null ? "info" : "warn", problem === null ? "Synchronised" : "Synchronised with a problem", {
    target: id,
    batch: batchId ?? undefined,
    publication: publicationId ?? undefined,
    code: problem?.code,
    detail: problem === null ? undefined : wordsOf(problem.detail),
  });
}
