import { type MonthlyUsage, ProblemError, type Usage } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { quotaOf } from "../limits/quota.ts";
import { monthOf, type UsageRecord, usages } from "./usage-record.ts";

/** Ten years: one page of the store. */
const MAX_MONTHS = 120;
const DEFAULT_MONTHS = 12;

/**
 * What is left of the current month's quota, and what the months `from` to `to` came to, both included. Throws the
 * problem `request-invalid` for a range that is turned round or longer than ten years.
 */
export async function getUsage(
  deps: Pick<CoreDeps, "store" | "clock">,
  { workspaceId }: Principal,
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<Usage> {
  const now = deps.clock.now();
  const to = query.to ?? monthOf(now);
  const from = query.from ?? monthBefore(to, DEFAULT_MONTHS - 1);
  if (from > to) {
    throw new ProblemError("request-invalid", `The range ends (${to}) before it begins (${from}).`);
  }
  if (from < monthBefore(to, MAX_MONTHS - 1)) {
    throw new ProblemError("request-invalid", `Ask for at most ${MAX_MONTHS} months at once.`);
  }
  const { items } = await deps.store.query(usages, {
    index: "byWorkspace",
    partition: workspaceId,
    from,
    to,
    limit: MAX_MONTHS,
  });
  return {
    quota: await quotaOf(deps, workspaceId, now),
    months: items.map(({ value }) => toMonth(value)),
  };
}

function monthBefore(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const whole = year * 12 + (number - 1) - count;
  const [before, rest] = [Math.floor(whole / 12), ((whole % 12) + 12) % 12];
  return `${String(Math.max(0, before)).padStart(4, "0")}-${String(rest + 1).padStart(2, "0")}`;
}

function toMonth({
  month,
  batches,
  assets,
  completed,
  failed,
  tries,
  costMicroUsd,
}: UsageRecord): MonthlyUsage {
  return { month, batches, assets, completed, failed, tries, costUsd: costMicroUsd / 1_000_000 };
}
