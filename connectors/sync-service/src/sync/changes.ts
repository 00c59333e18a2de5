import { ApiProblemError } from "@assetql/client";
import type { BatchId, DomainEvent, Target } from "@assetql/contract";
import { pause } from "../hub/pause.ts";
import type { Workspace } from "../hub/workspaces.ts";
import { type Log, wordsOf } from "../log/service-log.ts";

/**
 * Which targets may have something to publish: those whose assets were approved, rejected, edited, remade or deleted
 * since they were last taken, as the live log of their workspace tells. After a start, and where the log has a gap,
 * that is not known, so every target counts; the plan then finds what there is.
 */
export interface Changes {
  /** Whether something may have changed since the last call; `false` only when nothing has. */
  take(target: Target): boolean;
  /** What was taken came to nothing. */
  giveBack(targetId: string): void;
  /** Follows the workspaces until the signal ends it. */
  follow(workspaces: readonly Workspace[], signal: AbortSignal): Promise<void>;
}

const RETRY_MS = 5_000;
const MAX_BATCHES = 10_000;

const telling: ReadonlySet<DomainEvent["type"]> = new Set([
  "asset.changed",
  "asset.deleted",
  "batch.deleted",
]);

export function createChanges(log: Log): Changes {
  /** What was known of a target when it was last taken. */
  const taken = new Map<string, string>();
  const batchTargets = new Map<string, string | null>();

  const targetOf = async ({ client }: Workspace, id: BatchId): Promise<string | null | undefined> => {
    const known = batchTargets.get(id);
    if (known !== undefined) return known;
    try {
      const { targetId } = await client.call("getBatch", { params: { id } });
      if (batchTargets.size >= MAX_BATCHES) batchTargets.clear();
      batchTargets.set(id, targetId);
      return targetId;
    } catch (error) {
      if (error instanceof ApiProblemError && error.code === "not-found") return undefined;
      throw error;
    }
  };
  const mark = async (workspace: Workspace, event: DomainEvent): Promise<void> => {
    if (!telling.has(event.type) || !("batchId" in event)) return;
    const targetId = await targetOf(workspace, event.batchId);
    // A batch that is gone may have been anybody's.
    if (targetId === undefined) taken.clear();
    else if (targetId !== null) taken.delete(targetId);
  };
  const followOne = async (workspace: Workspace, signal: AbortSignal): Promise<void> => {
    let after: number | undefined;
    while (!signal.aborted) {
      try {
        const options = { after, signal, onGap: () => taken.clear() };
        for await (const { seq, event } of workspace.client.live.subscribe({}, options)) {
          await mark(workspace, event);
          after = seq;
        }
      } catch (error) {
        if (signal.aborted) return;
        taken.clear();
        log("warn", "The workspace's events cannot be followed", { error: wordsOf(error) });
        await pause(RETRY_MS, signal).catch(() => undefined);
      }
    }
  };
  return {
    take(target) {
      const { config, mapping, policies, health } = target;
      // New credentials make the health unknown.
      const settings = JSON.stringify([config, mapping, policies, health.status]);
      if (taken.get(target.id) === settings) return false;
      taken.set(target.id, settings);
      return true;
    },
    giveBack: (targetId) => void taken.delete(targetId),
    follow: async (workspaces, signal) => {
      await Promise.all(workspaces.map((workspace) => followOne(workspace, signal)));
    },
  };
}
