import { data } from "@remix-run/node";
import type { Services } from "../../server/services.ts";
import type { AppProblem } from "./problem.ts";

interface Failure {
  readonly problem: AppProblem;
  readonly status: number;
}

/** What the hub, the shop or the app's own server refused; undefined for what nobody expected. */
export function failureOf(services: Services, error: unknown): Failure | undefined {
  const known = services.problemOf(error);
  if (known === undefined) return undefined;
  const { status, ...problem } = known;
  // A 401 would tell App Bridge to renew its session token, which helps nothing here.
  return { problem, status: status === 401 ? 502 : status };
}

/** For actions: `{ problem }` with its status. Throws again what nobody expected, and Shopify's own responses. */
export function problemAnswer(services: Services, error: unknown) {
  const failure = failureOf(services, error);
  if (failure === undefined) throw error;
  return data({ problem: failure.problem }, { status: failure.status });
}

/** For loaders: what to throw, so that the layout's error boundary shows it. */
export function problemResponse(services: Services, error: unknown): unknown {
  const failure = failureOf(services, error);
  return failure === undefined
    ? error
    : Response.json({ problem: failure.problem }, { status: failure.status });
}
