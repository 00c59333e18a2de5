import { operations, ProblemError } from "@assetql/contract";
import type { Context } from "hono";
import type { Env } from "./env.ts";
import { answerProblem } from "./problems.ts";

export const notFound = (path: string): ProblemError =>
  new ProblemError("not-found", `There is nothing at ${path.slice(0, 200)}. /openapi.json lists every path.`);

const paths = new Map<string, { pattern: RegExp; methods: string[] }>();
for (const { path, method } of Object.values(operations)) {
  const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
  const known = paths.get(path) ?? { pattern, methods: [] };
  // A GET answers HEAD as well.
  known.methods.push(...(method === "GET" ? ["GET", "HEAD"] : [method]));
  paths.set(path, known);
}

/**
 * Paths without a parameter that a path with one covers as well, by the methods that only the latter takes: what is
 * sent there is no id that does not exist but a method that is wrong.
 */
export const shadowed: readonly { readonly path: string; readonly method: string }[] = [...paths]
  .filter(([path]) => !path.includes("{"))
  .flatMap(([path, { methods }]) =>
    methodsOfPatterns(path)
      .filter((method) => !methods.includes(method))
      .map((method) => ({ path, method })),
  );

function methodsOfPatterns(path: string): readonly string[] {
  const covering = [...paths.values()].filter(({ pattern }) => pattern.test(path));
  return [...new Set(covering.flatMap(({ methods }) => methods))];
}

const methodsAt = (path: string): readonly string[] => paths.get(path)?.methods ?? methodsOfPatterns(path);

/** 405 with `Allow` where only the method is wrong, else 404. */
export function answerNotFound(c: Context<Env>): Response {
  const allowed = methodsAt(c.req.path);
  if (allowed.length === 0) return answerProblem(c, notFound(c.req.path));
  c.header("Allow", allowed.join(", "));
  const detail = `${c.req.path} does not take ${c.req.method}; it takes ${allowed.join(", ")}.`;
  return answerProblem(c, new ProblemError("method-not-allowed", detail));
}
