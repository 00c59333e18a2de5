import { Notice } from "@wordpress/components";
import { __, sprintf } from "@wordpress/i18n";
import type { Problem } from "./api.ts";
import type { InputProblem } from "./hub-types.ts";

/** A problem in words, with what is wrong in which row. */
export function ProblemNotice({
  problem,
  onRemove,
}: {
  problem: Problem | undefined;
  onRemove?: () => void;
}) {
  if (problem === undefined) return null;
  return (
    <Notice
      status="error"
      isDismissible={onRemove !== undefined}
      {...(onRemove === undefined ? {} : { onRemove })}
    >
      <p>{problem.message}</p>
      <InputProblems problems={problem.problems} />
    </Notice>
  );
}

const SHOWN = 8;

export function InputProblems({ problems }: { problems: readonly InputProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="assetql-problems">
      {problems.slice(0, SHOWN).map((problem, index) => (
        <li key={index}>{placed(problem)}</li>
      ))}
      {problems.length > SHOWN && (
        /* translators: %d: number of problems */
        <li>{sprintf(__("… and %d more", "assetql"), problems.length - SHOWN)}</li>
      )}
    </ul>
  );
}

function placed({ row, message }: InputProblem): string {
  /* translators: 1: number of a row, 2: what is wrong there */
  return row === undefined ? message : sprintf(__("Row %1$d: %2$s", "assetql"), row, message);
}
