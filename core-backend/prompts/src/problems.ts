/**
 * Something a person should know, or must repair, about their CSV or their template.
 *
 * `code` is stable kebab-case and safe to switch on; `message` is the sentence to show.
 */
export interface InputProblem {
  code: string;
  severity: "error" | "warning";
  source: "csv" | "template";
  message: string;
  /** 1-based data row; the header and blank lines don't count. */
  row?: number;
  /** 1-based physical line in the CSV or the template, as `source` says. */
  line?: number;
  /** A CSV column's name. */
  column?: string;
  /** 1-based column within the template's line, in UTF-16 code units as editors count them. */
  offset?: number;
}

export interface ProblemCounts {
  errors: number;
  warnings: number;
}

export interface ProblemLog {
  readonly counts: Readonly<ProblemCounts>;
  /** Counts the problem; true when it is among the first `limit` and so should be shown. */
  add(problem: InputProblem): boolean;
  /** The "and more" problem, when some were counted but not shown. */
  more(): InputProblem | undefined;
}

/** Counts every problem but lets only the first `limit` through, so a broken file can't fill memory. */
export function createProblemLog(limit: number): ProblemLog {
  const counts: ProblemCounts = { errors: 0, warnings: 0 };
  const hidden: ProblemCounts = { errors: 0, warnings: 0 };
  return {
    counts,
    add(problem) {
      const kind = problem.severity === "error" ? "errors" : "warnings";
      const shown = counts.errors + counts.warnings < limit;
      counts[kind] += 1;
      if (!shown) hidden[kind] += 1;
      return shown;
    },
    more() {
      if (hidden.errors + hidden.warnings === 0) return undefined;
      return {
        code: "csv-more-problems",
        severity: hidden.errors > 0 ? "error" : "warning",
        source: "csv",
        message: `And ${hidden.errors} more errors and ${hidden.warnings} more warnings, not listed. Repair the first ${limit} and check the file again.`,
      };
    },
  };
}

/** A cell or name as it may appear inside a message: on one line, and not longer than `limit` characters. */
export function quoteForMessage(text: string, limit = 60): string {
  const oneLine = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  return `"${oneLine.length > limit ? `${oneLine.slice(0, limit)}…` : oneLine}"`;
}
