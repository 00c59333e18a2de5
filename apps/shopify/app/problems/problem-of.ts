import { isRouteErrorResponse } from "@remix-run/react";
import { type AppProblem, hasProblem } from "./problem.ts";

/** What an error boundary caught, in words. Details of what nobody expected are in the server's log only. */
export function problemOf(error: unknown): AppProblem {
  if (isRouteErrorResponse(error)) {
    if (hasProblem(error.data)) return error.data.problem;
    return error.status === 404 ? { code: "not-found", detail: "" } : { code: "internal", detail: "" };
  }
  if (isOfProxy(error)) return { code: "unavailable", detail: "" };
  return isNetworkFailure(error) ? { code: "offline", detail: "" } : { code: "internal", detail: "" };
}

/** Trying again may help, without anybody doing anything. */
export function mayPass(error: unknown): boolean {
  if (isRouteErrorResponse(error)) return error.status >= 500 || error.status === 429;
  return isNetworkFailure(error) || isOfProxy(error);
}

/** While the app does not run, whatever stands before it answers with a page of its own, which Remix cannot read. */
const isOfProxy = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith("Unable to decode turbo-stream response");

/** `fetch` says no more than this when nobody answers. */
const isNetworkFailure = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
