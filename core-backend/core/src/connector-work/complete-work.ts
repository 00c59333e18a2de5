import type { CompleteWork, WorkId, WorkResult } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { Principal } from "../deps.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { endWork } from "./end-work.ts";
import { heldWork, inWorkspaceOf } from "./held-work.ts";
import type { HostDeps } from "./lease-work.ts";
import { works } from "./work-record.ts";

type Input = CompleteWork & { readonly id: WorkId };

/**
 * Takes a work back, as done or with the problem that ended it. Completing what the same host has completed does
 * nothing. Throws the problems `not-found` and `lease-lost`.
 */
export async function completeWork(
  deps: HostDeps,
  principal: Principal,
  { id, host, result }: Input,
): Promise<void> {
  await untilNoConflict(async () => {
    const ended = (await deps.store.get(works, id))?.value;
    const isOurs = principal.operator === true || ended?.workspaceId === principal.workspaceId;
    if (isOurs && ended?.status === "done" && ended.host === host) return;
    const stored = await heldWork(deps, principal, { id, host });
    const { value: work } = stored;
    await endWork(deps, stored, result, [
      audit(deps, inWorkspaceOf(principal, work), {
        action: "work.completed",
        subject: work.publicationId ?? work.targetId,
        after: { work: id, kind: work.kind, host, ...toldOf(result) },
      }),
    ]);
  });
}

const toldOf = ({ health, items, problem }: WorkResult) => ({
  ...(health === undefined ? {} : { health: health.status }),
  ...(items === undefined ? {} : { items: items.items.length }),
  ...(problem === undefined ? {} : { problem: problem.code }),
});
