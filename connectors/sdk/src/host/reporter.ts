import { setImmediate } from "node:timers/promises";
import { type ReportEntryInput, WORK_LIMITS, type WorkControl } from "@assetql/contract";

export interface Reporter {
  /**
   * Resolves when the hub has stored the entry; `busy` says that another work holds its change. One report is under
   * way at a time, and what comes up meanwhile goes with the next: many steps at once cost few requests.
   */
  add(entry: ReportEntryInput): Promise<{ readonly busy: boolean }>;
  /** Resolves when nothing is left to be stored, or can be. */
  idle(): Promise<void>;
}

interface Queued {
  readonly entry: ReportEntryInput;
  readonly stored: PromiseWithResolvers<{ readonly busy: boolean }>;
}

/** `send` stores entries in their order. When it rejects, everything that waits rejects with it. */
export function createReporter(
  send: (entries: readonly ReportEntryInput[]) => Promise<WorkControl>,
): Reporter {
  let queue: Queued[] = [];
  let sending: Promise<void> | undefined;
  const flush = async (): Promise<void> => {
    // What comes up in the same turn goes together.
    await setImmediate();
    while (queue.length > 0) {
      const group = nextGroup(queue);
      queue = queue.slice(group.length);
      await send(group.map(({ entry }) => entry)).then(
        (control) => {
          const busy = new Set<string>(control.busy);
          for (const { entry, stored } of group) stored.resolve({ busy: busy.has(entry.changeId) });
        },
        (error: unknown) => {
          for (const { stored } of [...group, ...queue]) stored.reject(error);
          queue = [];
        },
      );
    }
    sending = undefined;
  };
  return {
    add(entry) {
      const stored = Promise.withResolvers<{ readonly busy: boolean }>();
      queue.push({ entry, stored });
      sending ??= flush();
      return stored.promise;
    },
    idle: async () => sending,
  };
}

/** As many as one report may hold. */
function nextGroup(queue: readonly Queued[]): Queued[] {
  const changes = new Set<string>();
  const group: Queued[] = [];
  for (const queued of queue.slice(0, WORK_LIMITS.entriesPerReport)) {
    changes.add(queued.entry.changeId);
    if (changes.size > WORK_LIMITS.changesPerEntries) break;
    group.push(queued);
  }
  return group;
}
