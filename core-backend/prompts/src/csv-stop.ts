import type { InputProblem } from "./problems.ts";

/** Ends the reading of a CSV; `readCsv` catches it and hands its problem on. Never leaves this package. */
export class CsvStop extends Error {
  readonly problem: InputProblem;

  constructor(problem: Omit<InputProblem, "severity" | "source">) {
    super(problem.message);
    this.name = "CsvStop";
    this.problem = { severity: "error", source: "csv", ...problem };
  }
}
