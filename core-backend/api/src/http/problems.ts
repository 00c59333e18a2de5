import { type Problem, ProblemError, problemCatalogue } from "@assetql/contract";
import { ConflictError, ImageRefusedError, InvalidCursorError, type Log } from "@assetql/core/ports";
import type { Context } from "hono";
import type { Env } from "./env.ts";

const RETRY_AFTER_SECONDS = { "idempotency-key-in-use": "1", unavailable: "5" } as const;

/** Answers an expected failure as RFC 9457 problem details. */
export function answerProblem(c: Context<Env>, { code, message, problems }: ProblemError): Response {
  const { status, title } = problemCatalogue[code];
  const problem: Problem = {
    type: `/problems/${code}`,
    title,
    status,
    code,
    detail: message,
    instance: c.var.correlationId,
    ...(problems.length === 0 ? {} : { problems: [...problems] }),
  };
  if (code === "unauthenticated") c.header("WWW-Authenticate", "Bearer");
  if (code === "idempotency-key-in-use" || code === "unavailable") {
    c.header("Retry-After", RETRY_AFTER_SECONDS[code]);
  }
  return c.json(problem, status, { "Content-Type": "application/problem+json" });
}

/** Everything thrown ends here: an expected failure keeps its words, any other is logged once and says nothing. */
export function answerError(c: Context<Env>, error: Error, log: Log): Response {
  const expected = toProblem(error);
  if (expected !== undefined) return answerProblem(c, expected);
  const { correlationId, route } = c.var;
  log("error", "request failed", { correlationId, route, error: error.stack ?? String(error) });
  const detail = `This is our fault, and it was logged as ${correlationId}. Try again; if it stays, tell us that number.`;
  return answerProblem(c, new ProblemError("internal", detail));
}

/** The ports' own errors in the words of the wire. */
function toProblem(error: Error): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (error instanceof ImageRefusedError) return new ProblemError(error.code, error.message);
  if (error instanceof InvalidCursorError) {
    return new ProblemError("cursor-invalid", "Send the cursor of the page before, with the same filters.");
  }
  if (error instanceof ConflictError) {
    return new ProblemError("conflict", "Somebody else changed this meanwhile. Read it again, then repeat.");
  }
  return undefined;
}
