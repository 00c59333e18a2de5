import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "@assetql/client";
import { ConnectorError } from "@assetql/connector-sdk";
import { type Problem, type ProblemCode, ProblemError, problemCatalogue } from "@assetql/contract";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { correlationId } from "../log/correlation.ts";
import { type Log, wordsOf } from "../log/service-log.ts";

/** RFC 9457, as the hub answers. */
export function answerProblem(response: Response, code: ProblemCode, detail: string): void {
  const { status, title } = problemCatalogue[code];
  const instance = correlationId();
  const problem: Problem = {
    type: `/problems/${code}`,
    title,
    status,
    code,
    detail,
    ...(instance === undefined ? {} : { instance }),
  };
  if (status === 401) response.set("WWW-Authenticate", "Bearer");
  response.status(status).type("application/problem+json").send(JSON.stringify(problem));
}

/** Nothing is here. */
export const notFound: RequestHandler = (request, response) =>
  answerProblem(
    response,
    "not-found",
    `There is nothing at ${request.method} ${request.path} of this service.`,
  );

/** The last one of the application: every error becomes a problem, and only unexpected ones are logged. */
export function errorHandler(log: Log): ErrorRequestHandler {
  // Express knows error handlers by their four parameters.
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const [code, detail] = problemOf(error);
    if (code === "internal") log("error", "A request failed unexpectedly", { error: wordsOf(error) });
    answerProblem(response, code, detail);
  };
}

function problemOf(error: unknown): readonly [ProblemCode, string] {
  if (error instanceof ProblemError) return [error.code, error.message];
  if (error instanceof ApiProblemError) return [error.code, error.problem.detail];
  if (error instanceof ConnectorError) return problemOfConnector(error);
  if (error instanceof ConnectionError || error instanceof UnexpectedResponseError) {
    return ["unavailable", "The hub does not answer now. Try again in a moment."];
  }
  return ofParser(error) ?? ["internal", "Something went wrong in the sync service. Its log says more."];
}

function problemOfConnector({ code, message }: ConnectorError): readonly [ProblemCode, string] {
  if (code === "signature-invalid") return ["unauthenticated", message];
  return ["request-invalid", message];
}

/** What Express and its body parser throw have a status. */
function ofParser(error: unknown): readonly [ProblemCode, string] | undefined {
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (status === 413) return ["payload-too-large", "The body is larger than this service takes."];
  if (status === 415) return ["media-type-unsupported", "The body's encoding is not taken here."];
  if (status === 400) return ["body-invalid", "The request could not be read to its end."];
  return undefined;
}
