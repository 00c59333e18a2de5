import { createBulkContext } from "./context.ts";
import { toProblem } from "./problems.ts";
import { withRetries } from "./retries.ts";
import { type Done, tellApplied } from "./tell.ts";
import type { WorkRun } from "./work-run.ts";

/**
 * What the platform does better in bulk; then the receipts are told. A failure is told as a warning: the changes
 * themselves have been written.
 */
export async function settleChanges(run: WorkRun, done: readonly Done[]): Promise<void> {
  const receipts = done.map(({ written }) => written.entry.receipt);
  const problems = await withRetries(
    async () => run.connector.settle?.(createBulkContext(run), receipts),
    run.retries,
  ).then(
    () => [],
    (error: unknown) => {
      run.signal.throwIfAborted();
      const problem = toProblem(error, run.work.id);
      if (problem.code === "unknown") run.logUnexpected(error, run.work.id);
      return [problem.detail.slice(0, 500)];
    },
  );
  await Promise.all(
    done.map((one) => {
      const warnings = [...one.written.entry.receipt.warnings, ...problems].slice(0, 20);
      return tellApplied(run, one, { warnings });
    }),
  );
}
