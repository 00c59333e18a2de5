import type { LiveEvent, LiveScope } from "@assetql/contract";
import { assets } from "../assets/asset-record.ts";
import { batches } from "../batches/batch-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";

/** Throws the problem `not-found` when a scope's batch or asset is not of the principal's workspace. */
export async function checkScope(
  { store }: Pick<CoreDeps, "store">,
  principal: Principal,
  scope: LiveScope,
): Promise<void> {
  if (scope.kind === "batch") {
    await getOwned({ store }, principal, { collection: batches, id: scope.id, what: "batch" });
  }
  if (scope.kind === "asset") {
    await getOwned({ store }, principal, { collection: assets, id: scope.id, what: "asset" });
  }
}

/** Whether an event of the scope's workspace belongs to the scope. */
export function inScope(scope: LiveScope, { event }: LiveEvent): boolean {
  switch (scope.kind) {
    case "workspace":
      return true;
    case "batch":
      return "batchId" in event && event.batchId === scope.id;
    case "asset":
      return "assetId" in event && event.assetId === scope.id;
  }
}
