import { ProblemError, type Quota, type WorkspaceId } from "@assetql/contract";
import type { BatchRecord } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import type { Action } from "../ports/index.ts";
import { monthOf, type UsageRecord, usageChangesFor, usageIdOf, usages } from "../usage/usage-record.ts";
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
 * As `useFor`, for a change that a person asks for: what it takes more of a month has to be there in that month's quota.
 * It is the month that the batch was submitted in, whichever month it is now; for another version of an image, it is now.
 * Two at once cannot overshoot, since each replaces the usage record that it has found room in; the loser's
 * transaction throws ConflictError and reads again. Throws the problem `quota-exceeded`.
 */
export async function reserveFor(
  deps: Pick<CoreDeps, "store" | "clock">,
  change: { before: BatchRecord | undefined; after: BatchRecord },
): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const { before, after, action } of await usageChangesFor(deps, change)) {
    await assertRoom(deps, { before, asked: after.assets - before.assets });
    actions.push(action);
  }
  return actions;
}

async function assertRoom(
  deps: Pick<CoreDeps, "store" | "clock">,
  { before, asked }: { before: UsageRecord; asked: number },
): Promise<void> {
  if (asked <= 0) return;
  const { workspaceId, month, assets: used } = before;
  const quota = await quotaWith(deps, { workspaceId, used, at: Date.parse(`${month}-01`) });
  const refusal = refusalOf(quota, { asked, now: deps.clock.now() });
  if (refusal !== undefined) throw new ProblemError("quota-exceeded", refusal);
}

/** Why `asked` more assets are too many `now`, in words; `undefined` if they are not. */
export function refusalOf(
  { plan, limit, used, remaining, resetsAt }: Quota,
  { asked, now }: { readonly asked: number; readonly now: number },
): string | undefined {
  if (limit === null || remaining === null || asked <= remaining) return undefined;
  const left = remaining === 0 ? "none is left" : `${remaining} ${remaining === 1 ? "is" : "are"} left`;
  const counts = `${used} ${used === 1 ? "is" : "are"} made or reserved, ${left}, and this takes ${asked}.`;
  const has = `The ${plan} plan has ${limit} assets a month.`;
  const larger = plan === "free" ? "take the paid plan" : "take a larger plan";
  // Waiting is of no use: a batch counts in its month for good.
  if (resetsAt <= now) {
    const month = monthOf(resetsAt - 1);
    return `${has} In ${month}, the month that this batch counts in, ${counts} That month is over: make the images in a new batch, or ${larger}.`;
  }
  const day = new Date(resetsAt).toISOString().slice(0, 10);
  return `${has} ${counts} ${adviceFor(remaining, larger)} The count starts anew on ${day} (UTC).`;
}

const adviceFor = (remaining: number, larger: string): string =>
  remaining === 0
    ? `To go on now, ${larger}.`
    : `Submit ${remaining === 1 ? "one row" : `at most ${remaining} rows`}, or ${larger}.`;
