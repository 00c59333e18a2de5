import type { InputProblem, Problem, ProblemCode } from "@assetql/contract";

const SHOWN_PROBLEMS = 10;

/** The API said no, and why: `problem.code` for programs, the message for people. */
export class ApiProblemError extends Error {
  override readonly name = "ApiProblemError";
  readonly problem: Problem;
  readonly status: number;
  constructor(problem: Problem) {
    super(describe(problem));
    this.problem = problem;
    this.status = problem.status;
  }
  get code(): ProblemCode {
    return this.problem.code;
  }
}

/** Nobody answered, at the last try either. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  constructor(origin: string, cause: unknown) {
    super(
      `${origin} could not be reached (${reason(cause)}). Is the hub running, and is the address right?`,
      {
        cause,
      },
    );
  }
}

/** Something answered, but not as the AssetQL API does: a proxy, another server, or another version. */
export class UnexpectedResponseError extends Error {
  override readonly name = "UnexpectedResponseError";
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

function describe({ title, detail, problems = [] }: Problem): string {
  // With one problem, the detail says the same already.
  const listed =
    problems.length > 1 ? problems.slice(0, SHOWN_PROBLEMS).map((problem) => `- ${line(problem)}`) : [];
  const rest = problems.length - SHOWN_PROBLEMS;
  return [`${title}: ${detail}`, ...listed, ...(rest > 0 ? [`- and ${rest} more`] : [])].join("\n");
}

function line({ row, column, message }: InputProblem): string {
  const place = [row === undefined ? "" : `row ${row}`, column === undefined ? "" : `column "${column}"`];
  const where = place.filter(Boolean).join(", ");
  return where === "" ? message : `${where}: ${message}`;
}

/** `fetch` hides why it failed in a chain of causes. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reason(error.cause) : error.message || error.name;
}
