import type { Target, TargetId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import type { Stored } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { mapPage } from "../shared/pages.ts";
import { type TargetRecord, targets, toTarget } from "./target-record.ts";

type ReadDeps = Pick<CoreDeps, "store">;

/** Throws the problem `not-found`. */
export const ownTarget = (
  deps: ReadDeps,
  principal: Principal,
  id: TargetId,
): Promise<Stored<TargetRecord>> => getOwned(deps, principal, { collection: targets, id, what: "target" });

/** A target without its credentials. Throws the problem `not-found`. */
export async function getTarget(
  deps: ReadDeps,
  principal: Principal,
  { id }: { id: TargetId },
): Promise<Target> {
  return toTarget((await ownTarget(deps, principal, id)).value);
}

/** The workspace's targets, newest first. */
export async function listTargets(
  { store }: ReadDeps,
  { workspaceId }: Principal,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Target[]; cursor?: string }> {
  const page = await store.query(targets, {
    index: "byWorkspace",
    partition: workspaceId,
    order: "descending",
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  return mapPage(page, ({ value }) => toTarget(value));
}
