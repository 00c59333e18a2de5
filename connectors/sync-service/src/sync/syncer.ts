import type { ListedTarget, TargetDirectory } from "../hub/target-directory.ts";
import { correlated, newCorrelationId } from "../log/correlation.ts";
import { wordsOf } from "../log/service-log.ts";
import { Coverage } from "./coverage.ts";
import { lastPlanned } from "./plan-times.ts";
import { type PlannedSync, runSync, type SyncDeps, type SyncOutcome } from "./run-sync.ts";

/** Syncs that run side by side; each of them mostly waits. */
const SYNCS_AT_ONCE = 8;
/** After the hub could not be reached. */
const TRY_AGAIN_MS = 60_000;

export interface SyncerOptions extends Omit<SyncDeps, "coverageOf"> {
  readonly directory: TargetDirectory;
  /** After the last of several webhooks, milliseconds. */
  readonly quietMs: number;
  /** Called for every sync that ended. */
  readonly onSync: (outcome: SyncOutcome | "failed", milliseconds: number) => void;
}

/** Runs syncs: those that are due, and those that somebody asks for; one a target at a time. */
export class Syncer {
  readonly #options: SyncerOptions;
  readonly #running = new Map<string, Promise<void>>();
  /** Asked for while one was running, or later on. */
  readonly #waiting = new Map<
    string,
    { readonly notBefore: number; readonly reason: PlannedSync["reason"] }
  >();
  readonly #notBefore = new Map<string, number>();
  readonly #firstSeen = new Map<string, number>();
  readonly #coverages = new Map<string, Coverage>();
  readonly #brokenSchedules = new Map<string, string>();

  constructor(options: SyncerOptions) {
    this.#options = options;
  }

  /** Starts what is due now. */
  tick(): void {
    const now = this.#options.now();
    for (const listed of this.#options.directory.all()) {
      const { id } = listed.target;
      if (this.#running.size >= SYNCS_AT_ONCE) return;
      if (this.#running.has(id) || now < (this.#notBefore.get(id) ?? 0)) continue;
      const planned = this.#planOf(listed, now);
      if (planned !== undefined) this.#start(planned);
    }
  }

  /** Runs a sync as soon as the one that runs has ended. False: the target has no sync settings. */
  request({ target }: ListedTarget): boolean {
    if (target.sync === null) return false;
    this.#waiting.set(target.id, { notBefore: 0, reason: "request" });
    this.tick();
    return true;
  }

  /** The target says that something has changed there; what else it says in the next moments goes with it. */
  hear({ target }: ListedTarget): boolean {
    if (target.sync === null) return false;
    const { now, quietMs } = this.#options;
    // The first of a burst sets the time: a target that never falls silent is synchronised all the same.
    const known = this.#waiting.get(target.id);
    if (known === undefined) this.#waiting.set(target.id, { notBefore: now() + quietMs, reason: "webhook" });
    return true;
  }

  isRunning(targetId: string): boolean {
    return this.#running.has(targetId);
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  #planOf(listed: ListedTarget, now: number): PlannedSync | undefined {
    const { target } = listed;
    const waiting = this.#waiting.get(target.id);
    if (waiting !== undefined && waiting.notBefore <= now) {
      this.#waiting.delete(target.id);
      return { listed, plannedAt: now, reason: waiting.reason };
    }
    const plannedAt = this.#dueOf(listed, now);
    return plannedAt === undefined ? undefined : { listed, plannedAt, reason: "schedule" };
  }

  /** The last planned time that no sync has followed. However many were missed, one makes up for them. */
  #dueOf(listed: ListedTarget, now: number): number | undefined {
    const { id, sync, lastSync, updatedAt } = listed.target;
    if (sync === null) return undefined;
    // A target that was never synchronised begins with the first time after its schedule was set.
    const seen = this.#firstSeen.get(id) ?? updatedAt;
    this.#firstSeen.set(id, seen);
    try {
      const plannedAt = lastPlanned(sync, now);
      return plannedAt !== undefined && plannedAt > (lastSync?.at ?? seen) ? plannedAt : undefined;
    } catch (error) {
      this.#tellBroken(listed, wordsOf(error));
      return undefined;
    }
  }

  /** Told at the target, once, where whoever has set the schedule sees it. */
  #tellBroken({ target, workspace }: ListedTarget, words: string): void {
    if (this.#brokenSchedules.get(target.id) === words) return;
    this.#brokenSchedules.set(target.id, words);
    const { log, now } = this.#options;
    log("error", "The schedule of a target cannot be read", { target: target.id, error: words });
    const detail = `The schedule cannot be read: ${words} Write it as in \`0 * * * *\`, with a time zone such as Europe/Berlin.`;
    const lastSync = {
      at: now(),
      batchId: null,
      publicationId: null,
      problem: { code: "schedule-invalid", detail: detail.slice(0, 1_000) },
    };
    const body = { syncedAt: target.syncedAt, lastSync };
    workspace.client.call("recordSync", { params: { id: target.id }, body }).catch((error: unknown) => {
      log("warn", "A problem could not be recorded", { target: target.id, error: wordsOf(error) });
    });
  }

  #start(planned: PlannedSync): void {
    const { id } = planned.listed.target;
    const running = correlated(newCorrelationId(), () => this.#run(planned)).finally(() => {
      this.#running.delete(id);
    });
    this.#running.set(id, running);
  }

  async #run(planned: PlannedSync): Promise<void> {
    const { directory, onSync, log, now, signal } = this.#options;
    const { target, workspace } = planned.listed;
    const start = performance.now();
    try {
      const report = await runSync(
        { ...this.#options, coverageOf: (listed) => this.#coverageOf(listed) },
        planned,
      );
      directory.put({ target: report.target, workspace });
      onSync(report.outcome, performance.now() - start);
    } catch (error) {
      if (signal.aborted) return;
      this.#notBefore.set(target.id, now() + TRY_AGAIN_MS);
      if (planned.reason !== "schedule") {
        this.#waiting.set(target.id, { notBefore: now() + TRY_AGAIN_MS, reason: planned.reason });
      }
      onSync("failed", performance.now() - start);
      log("error", "A sync could not be done and is tried again", {
        target: target.id,
        error: wordsOf(error),
      });
    }
  }

  #coverageOf({ target, workspace }: ListedTarget): Coverage {
    const known = this.#coverages.get(target.id) ?? new Coverage(workspace.client, target.id);
    this.#coverages.set(target.id, known);
    return known;
  }
}
