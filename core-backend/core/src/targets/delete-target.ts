import { type DeleteTargetMessage, ProblemError, type TargetId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import { externalLeases } from "../connector-work/external-lease.ts";
import { works } from "../connector-work/work-record.ts";
import { removeItems } from "../connector-work/work-result.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { remove } from "../ports/index.ts";
import { changes } from "../publications/change-record.ts";
import { links } from "../publications/link-record.ts";
import { publications } from "../publications/publication-record.ts";
import { cancelAlarms } from "../publications/scheduled-steps.ts";
import { announce } from "../shared/outbox-body.ts";
import { eachRecord } from "../shared/pages.ts";
import { removePartition } from "../shared/remove-all.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { ownTarget } from "./read-target.ts";
import { type TargetRecord, targets, toldOf } from "./target-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox">;

/**
 * Forgets a target and its credentials at once, and by a job its publications and links; what was published stays where
 * it is. A plan that is being made is given up. Throws the problems `not-found` and `target-in-use` while something is
 * applied or reverted there.
 */
export async function deleteTarget(
  deps: Deps,
  principal: Principal,
  { id }: { id: TargetId },
): Promise<void> {
  await untilNoConflict(async () => {
    const { value, revision } = await ownTarget(deps, principal, id);
    const { workspaceId } = value;
    await assertIdle(deps, value);
    await deps.store.transact([
      // Whatever begins there writes the target, too: one of the two is first, and the other reads anew.
      remove(targets, id, revision),
      audit(deps, principal, { action: "target.deleted", subject: id, before: toldOf(value) }),
      announce(deps.outbox, id, {
        workspaceId,
        events: [{ type: "target.changed", targetId: id, at: deps.clock.now() }],
        jobs: [{ queue: "workflow", message: { kind: "delete-target", targetId: id, workspaceId } }],
      }),
    ]);
  });
}

async function assertIdle({ store }: Deps, { id, name }: TargetRecord): Promise<void> {
  for await (const { value } of eachRecord(store, publications, { index: "busyByTarget", partition: id })) {
    if (value.status === "planning") continue;
    throw new ProblemError(
      "target-in-use",
      `"${name}" is in use: the publication "${value.name}" is ${value.status}. Wait until it has ended, or pause it first.`,
    );
  }
}

/** Removes everything that a target has, but for itself. Safe to repeat: it goes on where it stopped. */
export async function removeTargetRemains(
  { store, scheduler }: Pick<CoreDeps, "store" | "scheduler">,
  { targetId }: Pick<DeleteTargetMessage, "targetId">,
): Promise<void> {
  // The works first: a host that has lost its own can make no more of the rest.
  const byTarget = { index: "byTarget", partition: targetId };
  await removePartition(store, { collection: works, ...byTarget }, async (page) => {
    for (const work of page) {
      const parts = removeItems(work);
      if (parts.length > 0) await store.transact(parts);
    }
  });
  await removePartition(store, { collection: publications, ...byTarget }, async (page) => {
    for (const publication of page) {
      const partition = publication.id;
      await removePartition(store, { collection: changes, index: "byPublication", partition });
      const alarms = cancelAlarms({ scheduler }, publication);
      if (alarms.length > 0) await store.transact(alarms);
    }
  });
  await removePartition(store, { collection: links, ...byTarget });
  await removePartition(store, { collection: externalLeases, ...byTarget });
}
