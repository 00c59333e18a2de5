import type { BatchPreview, InputProblem, Quota } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { quotaOf, refusalOf } from "../limits/quota.ts";
import { type BatchInput, estimate, prepareBatch } from "./prepare-batch.ts";
import { renderRows } from "./render-rows.ts";

const PREVIEWED_ROWS = 3;

/** What a submission of this input would do: its first prompts, all its problems, cost and time. Writes nothing. */
export async function previewBatch(
  deps: Pick<CoreDeps, "store" | "blobs" | "generators" | "settings" | "clock">,
  principal: Principal,
  input: BatchInput,
): Promise<BatchPreview> {
  const prepared = await prepareBatch(deps, principal, input);
  const prompts: { row: number; prompt: string }[] = [];
  const report = await renderRows(prepared, input.template, async ({ row, prompt }) => {
    if (prompts.length < PREVIEWED_ROWS) prompts.push({ row, prompt });
  });
  const now = deps.clock.now();
  const quota = await quotaOf(deps, principal.workspaceId, now);
  const beyondQuota = quotaProblems(quota, { asked: report.rows, now });
  return {
    valid: !report.hasErrors && beyondQuota.length === 0,
    totalTasks: report.rows,
    columns: [...report.columns],
    prompts,
    problems: [...beyondQuota, ...report.problems],
    ...estimate(prepared, { rows: report.rows, concurrency: deps.settings.concurrency }),
    quota,
  };
}

function quotaProblems(
  quota: Quota,
  wanted: { readonly asked: number; readonly now: number },
): readonly InputProblem[] {
  const message = refusalOf(quota, wanted);
  return message === undefined
    ? []
    : [{ code: "quota-exceeded", severity: "error", source: "request", message }];
}
