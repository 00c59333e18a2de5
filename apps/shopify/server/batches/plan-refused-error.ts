import type { PlanProblem } from "./shop-batches.ts";

/** No batch was made: something of the template or of the items has to be mended first. */
export class PlanRefusedError extends Error {
  override readonly name = "PlanRefusedError";
  readonly problems: readonly PlanProblem[];
  constructor(problems: readonly PlanProblem[]) {
    super(problems.map(({ message }) => message).join("\n"));
    this.problems = problems;
  }
}
