import { type HeartbeatWork, WORK_LIMITS, type WorkControl, type WorkId } from "@assetql/contract";
import type { Principal } from "../deps.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { touchConnectors } from "../targets/announced-connectors.ts";
import { heldWork } from "./held-work.ts";
import type { HostDeps } from "./lease-work.ts";
import { type Patience, waitFor } from "./wait-for.ts";
import { type WorkRecord, writeWork } from "./work-record.ts";

type Input = HeartbeatWork & Pick<Patience, "isGone"> & { readonly id: WorkId };

/**
 * Keeps a lease, and waits for a word: `stop` is answered at once. Throws the problems `not-found` and `lease-lost`.
 */
export async function heartbeatWork(
  deps: HostDeps,
  principal: Principal,
  { id, host, waitSeconds, isGone }: Input,
): Promise<WorkControl> {
  const work = await untilNoConflict(async () => {
    const stored = await heldWork(deps, principal, { id, host });
    await deps.store.transact([writeWork(deps, stored, { availableAt: leaseEnd(deps) })]);
    return stored.value;
  });
  await touchConnectors(deps, principal, { names: [work.connector], host });
  const { workspaceId } = work;
  const stop = await waitFor(deps, { seconds: waitSeconds, isGone, workspaceId }, async () => {
    const { value } = await heldWork(deps, principal, { id, host });
    return value.status === "stopping" ? true : undefined;
  });
  return { control: stop === true ? "stop" : "continue", busy: [] };
}

/** Until when a lease holds that is taken or kept now. */
export const leaseEnd = ({ clock }: Pick<HostDeps, "clock">): number =>
  clock.now() + WORK_LIMITS.leaseSeconds * 1_000;

export const controlOf = ({ status }: Pick<WorkRecord, "status">): WorkControl["control"] =>
  status === "stopping" ? "stop" : "continue";
