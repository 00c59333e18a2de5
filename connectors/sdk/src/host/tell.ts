import { type ChangeKind, changeIdSchema, type PublicationProblem } from "@assetql/contract";
import type { AppliedEntry, WrittenChange } from "./apply-change.ts";
import type { Pending } from "./pending.ts";
import type { WorkRun } from "./work-run.ts";

/** A change that is written, and that the hub is still to be told of. */
export interface Done {
  readonly pending: Pending;
  readonly written: WrittenChange;
  readonly began: number;
  readonly milliseconds: number;
}

type More = Partial<Pick<AppliedEntry["receipt"], "warnings" | "appliedAt">>;

/** Tells the hub of a change's receipt, with what has become of it since. */
export async function tellApplied(
  run: WorkRun,
  { pending, written, milliseconds }: Done,
  more: More = {},
): Promise<void> {
  const { entry } = written;
  await run.reporter.add({ ...entry, receipt: { ...entry.receipt, ...more } });
  const { connector } = run.work.target;
  const { kind } = pending.change.change;
  run.onEvent({ type: "change", connector, kind, outcome: "applied", code: null, milliseconds });
}

interface Failure {
  readonly type: "failed" | "revert-failed";
  readonly problem: PublicationProblem;
  readonly kind: ChangeKind;
  readonly began: number;
}

export async function tellFailed(
  run: WorkRun,
  changeId: string,
  { type, problem, kind, began }: Failure,
): Promise<void> {
  await run.reporter.add({ type, changeId: changeIdSchema.parse(changeId), problem });
  const milliseconds = run.now() - began;
  const { connector } = run.work.target;
  run.onEvent({ type: "change", connector, kind, outcome: type, code: problem.code, milliseconds });
}
