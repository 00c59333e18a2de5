import type { InputProblem } from "@assetql/contract";
import { plain } from "./text.ts";

/** Where in the user's own input a problem is: `row 17, column "sku"`. */
export function placeOf(problem: InputProblem): string {
  if (problem.source === "request") return problem.path ?? "";
  const inCsv = problem.source === "csv";
  const parts = [
    inCsv ? undefined : "template",
    problem.row === undefined ? undefined : `row ${problem.row}`,
    // A row says enough; the line in the file helps when quotes went wrong before rows could be told apart.
    problem.line === undefined || (inCsv && problem.row !== undefined) ? undefined : `line ${problem.line}`,
    problem.offset === undefined ? undefined : `character ${problem.offset}`,
    problem.column === undefined ? undefined : `column "${problem.column}"`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

/** Many messages begin with the place, or name it: then it is not said twice. */
const SAYS_WHERE = /^(row|line|template line|column) |\(line \d+/i;

/** Problems of an input, one a line. */
export function formatProblems(problems: readonly InputProblem[]): string {
  return problems
    .map((problem) => {
      const place = SAYS_WHERE.test(problem.message) ? "" : placeOf(problem);
      const label = problem.severity === "warning" ? "warning: " : "";
      return plain(`  ${place === "" ? "" : `${place}: `}${label}${problem.message}`);
    })
    .join("\n");
}
