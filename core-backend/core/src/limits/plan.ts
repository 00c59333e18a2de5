import type { Plan, WorkspaceId } from "@assetql/contract";
import type { RecordStore } from "../ports/index.ts";
import { workspaces } from "../workspaces/workspace-record.ts";

/** Section 5 of the design, "User Quotas": assets a month; null has no limit. */
export const MONTHLY_ASSETS: Readonly<Record<Plan, number | null>> = {
  free: 50,
  paid: 500,
  enterprise: null,
  unlimited: null,
};

/** How many times the requests of the free plan a plan may make. */
export const requestFactors: Readonly<Record<Plan, number>> = {
  free: 1,
  paid: 1,
  enterprise: 10,
  unlimited: 10,
};

/** The plan of a workspace. One that has no record, as on a hub of one's own, has no limit. */
export async function planOf(
  { store }: { readonly store: RecordStore },
  workspaceId: WorkspaceId,
): Promise<Plan> {
  return (await store.get(workspaces, workspaceId))?.value.plan ?? "unlimited";
}
