import { isDeepStrictEqual } from "node:util";
import type { RecordSync, Target, TargetId, UpdateTarget } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Action, replace } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { findConnector } from "./announced-connectors.ts";
import { checkSettings, checkSync } from "./check-settings.ts";
import { assertSizes, sealCredentials, UNKNOWN_HEALTH } from "./create-target.ts";
import { ownTarget } from "./read-target.ts";
import { type TargetRecord, targets, toldOf, toTarget } from "./target-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox" | "secrets">;

/**
 * Changes what is given of a target; other settings or credentials make its health unknown. Throws the problems
 * `not-found`, `request-invalid` and, for a config or credentials that nobody can check, `connector-unknown`.
 */
export async function updateTarget(
  deps: Deps,
  principal: Principal,
  { id, credentials, ...changes }: UpdateTarget & { readonly id: TargetId },
): Promise<Target> {
  assertSizes({ ...changes, credentials });
  const asked = changes.sync && checkSync(changes.sync, deps.clock.now());
  return untilNoConflict(async () => {
    const { value: before, revision } = await ownTarget(deps, principal, id);
    const reaches = changes.config !== undefined || credentials !== undefined;
    if (reaches || changes.mapping !== undefined || changes.policies !== undefined) {
      const connector = await findConnector(deps, before.workspaceId, before.connector);
      checkSettings(connector, { ...changes, credentials });
    }
    const sync = asked === undefined ? before.sync : asked;
    const after: TargetRecord = {
      ...before,
      name: changes.name ?? before.name,
      config: changes.config ?? before.config,
      mapping: changes.mapping ?? before.mapping,
      policies: changes.policies ?? before.policies,
      pace: changes.pace ?? before.pace,
      sync,
      syncedAt: syncedAtWith(before, sync),
      sealedCredentials:
        credentials === undefined ? before.sealedCredentials : await sealCredentials(deps, id, credentials),
      health: reaches ? UNKNOWN_HEALTH : before.health,
      updatedAt: deps.clock.now(),
    };
    await deps.store.transact([
      replace(targets, after, revision),
      audit(deps, principal, {
        action: "target.updated",
        subject: id,
        before: toldOf(before),
        after: toldOf(after),
      }),
      targetChanged(deps, after),
    ]);
    return toTarget(after);
  });
}

/** Items that were not to be driven until now have not been seen. */
function syncedAtWith(before: TargetRecord, sync: TargetRecord["sync"]): TargetRecord["syncedAt"] {
  const drivesTheSame = isDeepStrictEqual(sync?.drive ?? null, before.sync?.drive ?? null);
  return drivesTheSame ? before.syncedAt : null;
}

/** Remembers what a sync has done. Throws the problem `not-found`. */
export async function recordSync(
  deps: Deps,
  principal: Principal,
  { id, syncedAt, lastSync }: RecordSync & { readonly id: TargetId },
): Promise<Target> {
  return untilNoConflict(async () => {
    const { value: before, revision } = await findForHost(deps, principal, id);
    const after = { ...before, syncedAt, lastSync, updatedAt: deps.clock.now() };
    await deps.store.transact([
      replace(targets, after, revision),
      audit(
        deps,
        { ...principal, workspaceId: before.workspaceId },
        { action: "target.synchronised", subject: id, before: toldOf(before), after: toldOf(after) },
      ),
      targetChanged(deps, after),
    ]);
    return toTarget(after);
  });
}

/** A host with an operator's key records the syncs of every workspace. */
async function findForHost(deps: Deps, principal: Principal, id: TargetId) {
  const stored = principal.operator === true ? await deps.store.get(targets, id) : undefined;
  return stored ?? ownTarget(deps, principal, id);
}

export const targetChanged = (
  { outbox, clock }: Pick<CoreDeps, "outbox" | "clock">,
  { id, workspaceId }: TargetRecord,
): Action =>
  announce(outbox, id, {
    workspaceId,
    events: [{ type: "target.changed", targetId: id, at: clock.now() }],
  });
