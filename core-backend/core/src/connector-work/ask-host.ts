import { type ItemPage, ProblemError, TARGET_LIMITS, type TargetHealth } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Action, ConflictError, remove } from "../ports/index.ts";
import { isHosted } from "../targets/announced-connectors.ts";
import type { TargetRecord } from "../targets/target-record.ts";
import { type Patience, waitFor } from "./wait-for.ts";
import { newWork, queueWork, type WorkRecord, works } from "./work-record.ts";
import { readItems, removeItems } from "./work-result.ts";

export type AskDeps = Pick<CoreDeps, "store" | "clock" | "random" | "live">;

interface Question {
  readonly target: TargetRecord;
  readonly kind: "check" | "items";
  readonly items?: WorkRecord["items"];
  readonly isGone: Patience["isGone"];
}

export interface Answer {
  readonly health: Omit<TargetHealth, "checkedAt"> | undefined;
  readonly items: ItemPage | undefined;
  readonly problem: { readonly code: string; readonly detail: string } | undefined;
}

/**
 * Has a host look at a target, and waits for what it says. Throws the problem `host-unavailable`: at once when none has
 * been seen lately, else when none has answered in {@link TARGET_LIMITS.answerSeconds}.
 */
export async function askHost(
  deps: AskDeps,
  principal: Principal,
  { target, kind, items = null, isGone }: Question,
): Promise<Answer> {
  const { workspaceId, connector } = target;
  if (!(await isHosted(deps, workspaceId, connector))) throw nobodyThere(connector);
  const work = newWork(deps, target, { kind, items });
  const told: Action[] =
    kind === "check"
      ? [audit(deps, principal, { action: "target.check-requested", subject: target.id })]
      : [];
  await deps.store.transact([queueWork(work), ...told]);
  deps.live.ring(workspaceId);
  const patience = { seconds: TARGET_LIMITS.answerSeconds, isGone, workspaceId };
  const done = await waitFor(deps, patience, async () => {
    const stored = await deps.store.get(works, work.id);
    if (stored === undefined) throw new ProblemError("not-found", "The target was deleted meanwhile.");
    return stored.value.status === "done" ? stored.value : undefined;
  });
  if (done !== undefined) return takeAnswer(deps, done);
  await giveUp(deps, work.id);
  throw new ProblemError(
    "host-unavailable",
    `No host has answered for "${target.name}" in ${TARGET_LIMITS.answerSeconds} s. Look at the sync service's log: it may be busy, or the target slow.`,
  );
}

const nobodyThere = (connector: string): ProblemError =>
  new ProblemError(
    "host-unavailable",
    `No host of the connector "${connector}" is running. Start the sync service: \`npm start\` runs it beside the hub.`,
  );

/** The answer, which is kept no longer than until it is read. */
async function takeAnswer({ store }: AskDeps, work: WorkRecord): Promise<Answer> {
  const items = work.parts === 0 ? undefined : await readItems({ store }, work);
  await store.transact([remove(works, work.id), ...removeItems(work)]);
  return { health: work.result?.health, items, problem: work.result?.problem };
}

/** Nobody waits any more: a work that no host has taken is of no use. */
async function giveUp({ store }: AskDeps, id: WorkRecord["id"]): Promise<void> {
  const stored = await store.get(works, id);
  if (stored?.value.status !== "queued") return;
  try {
    await store.transact([remove(works, id, stored.revision)]);
  } catch (error) {
    // A host has just taken it: it ends, and is swept.
    if (!(error instanceof ConflictError)) throw error;
  }
}
