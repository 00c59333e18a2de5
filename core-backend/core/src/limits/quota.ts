import { type Plan, ProblemError, type Quota, type WorkspaceId } from "@assetql/contract";
import type { BatchRecord } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import type { Action } from "../ports/index.ts";
import { monthOf, usageChangeFor, usageIdOf, usages } from "../usage/usage-record.ts";
import { MONTHLY_ASSETS, planOf } from "./plan.ts";

/** What the plan leaves in the month of `at`, milliseconds. */
export async function quotaOf(
  deps: Pick<CoreDeps, "store">,
  workspaceId: WorkspaceId,
  at: number,
): Promise<Quota> {
  const usage = await deps.store.get(usages, usageIdOf(workspaceId, monthOf(at)));
  return quotaWith(deps, { workspaceId, used: usage?.value.assets ?? 0, at });
}

/** As {@link quotaOf}, when `used` assets of the month are made or reserved. */
async function quotaWith(
  deps: Pick<CoreDeps, "store">,
  { workspaceId, used, at }: { workspaceId: WorkspaceId; used: number; at: number },
): Promise<Quota> {
  const plan = await planOf(deps, workspaceId);
  const limit = MONTHLY_ASSETS[plan];
  const remaining = limit === null ? null : Math.max(0, limit - used);
  return { plan, limit, used, remaining, resetsAt: nextMonth(at) };
}

/** Midnight UTC, at the first of the month after `at`; both in milliseconds. */
export function nextMonth(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/**
 * As `useFor`, for a change that a person asks for: what it takes more of the month's quota has to be there.
 * Two at once cannot overshoot, since each replaces the usage record that it has found room in; the loser's
 * transaction throws ConflictError and reads again. Throws the problem `quota-exceeded`.
 */
export async function reserveFor(
  deps: Pick<CoreDeps, "store">,
  change: { before: BatchRecord | undefined; after: BatchRecord },
): Promise<readonly Action[]> {
  const usage = await usageChangeFor(deps, change);
  if (usage === undefined) return [];
  const { before, after, action } = usage;
  const asked = after.assets - before.assets;
  if (asked > 0) {
    const { workspaceId, createdAt: at } = change.after;
    const refusal = refusalOf(await quotaWith(deps, { workspaceId, used: before.assets, at }), asked);
    if (refusal !== undefined) throw new ProblemError("quota-exceeded", refusal);
  }
  return [action];
}

/** Why `asked` more assets are too many, in words; `undefined` if they are not. */
export function refusalOf(
  { plan, limit, used, remaining, resetsAt }: Quota,
  asked: number,
): string | undefined {
  if (limit === null || remaining === null || asked <= remaining) return undefined;
  const day = new Date(resetsAt).toISOString().slice(0, 10);
  const left = remaining === 0 ? "none is left" : `${remaining} ${remaining === 1 ? "is" : "are"} left`;
  return (
    `The ${plan} plan has ${limit} assets a month. ${used} ${used === 1 ? "is" : "are"} made or reserved, ` +
    `${left}, and this takes ${asked}. ${adviceFor(plan, remaining)} The count starts anew on ${day} (UTC).`
  );
}

const adviceFor = (plan: Plan, remaining: number): string => {
  const larger = plan === "free" ? "take the paid plan" : "take a larger plan";
  return remaining === 0
    ? `To go on now, ${larger}.`
    : `Submit ${remaining === 1 ? "one row" : `at most ${remaining} rows`}, or ${larger}.`;
};
