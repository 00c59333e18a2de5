import { setTimeout } from "node:timers/promises";
import type { Target } from "@assetql/contract";
import { type Log, wordsOf } from "../log/service-log.ts";
import { createFailures } from "./failures.ts";
import type { Workspace } from "./workspaces.ts";

export interface ListedTarget {
  readonly target: Target;
  readonly workspace: Workspace;
}

/** The targets of the service's workspaces, as they were when the hub was last asked. */
export interface TargetDirectory {
  all(): readonly ListedTarget[];
  /** A target; one that is not known is looked for at the hub. */
  find(id: string): Promise<ListedTarget | undefined>;
  /** Reads the list again, at most once a second: for whoever misses what may just have been made. */
  lookAgain(): Promise<void>;
  /** What the hub has just answered. */
  put(listed: ListedTarget): void;
  /** Throws what the client throws. */
  refresh(): Promise<void>;
  /**
   * Refreshes when the last time is longer ago than `maxAgeMs`. After a failure, which is logged once, it is tried again
   * with growing pauses, of a minute at most.
   */
  keepFresh(maxAgeMs: number): Promise<void>;
  readonly refreshedAt: number | undefined;
}

/** Unknown ids, which anybody can send, do not make the hub work more often than this; they wait so long. */
const LOOK_AGAIN_MS = 1_000;
const PAGE = 200;

interface DirectoryDeps {
  readonly workspaces: readonly Workspace[];
  readonly now: () => number;
  readonly log: Log;
}

export function createTargetDirectory({ workspaces, now, log }: DirectoryDeps): TargetDirectory {
  let targets: ReadonlyMap<string, ListedTarget> = new Map();
  let refreshedAt: number | undefined;
  let running: Promise<void> | undefined;
  let looking: Promise<void> | undefined;
  const failures = createFailures(now);

  const load = async (): Promise<void> => {
    try {
      const lists = await Promise.all(workspaces.map(listTargets));
      targets = new Map(lists.flat().map((listed) => [listed.target.id, listed]));
      refreshedAt = now();
      failures.end();
    } catch (error) {
      const words = wordsOf(error);
      if (failures.note(words)) {
        log("warn", "The targets cannot be read, which is tried again; the ones known before count", {
          error: words,
        });
      }
      throw error;
    }
  };
  const refresh = (): Promise<void> => {
    running ??= load().finally(() => {
      running = undefined;
    });
    return running;
  };
  /** For everybody who asks at the same time. */
  const lookAgain = (): Promise<void> => {
    looking ??= (async () => {
      await setTimeout(Math.max(0, (refreshedAt ?? Number.NEGATIVE_INFINITY) + LOOK_AGAIN_MS - now()));
      // A list that is being read may be from before the target was made.
      await running?.catch(() => undefined);
      await refresh();
    })().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const isOlderThan = (age: number): boolean => refreshedAt === undefined || now() - refreshedAt >= age;
  return {
    all: () => [...targets.values()],
    async find(id) {
      if (!targets.has(id)) await lookAgain();
      return targets.get(id);
    },
    lookAgain,
    put: (listed) => {
      targets = new Map(targets).set(listed.target.id, listed);
    },
    refresh,
    async keepFresh(maxAgeMs) {
      if (!isOlderThan(maxAgeMs) || !failures.isTime()) return;
      await refresh().catch(() => undefined);
    },
    get refreshedAt() {
      return refreshedAt;
    },
  };
}

async function listTargets(workspace: Workspace): Promise<readonly ListedTarget[]> {
  const found: ListedTarget[] = [];
  let cursor: string | undefined;
  do {
    const page = await workspace.client.call("listTargets", { query: { limit: PAGE, cursor } });
    for (const target of page.items) found.push({ target, workspace });
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}
