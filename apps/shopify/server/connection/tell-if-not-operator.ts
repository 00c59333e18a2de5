import { ApiProblemError, type Client, UnexpectedResponseError } from "@assetql/client";
import type { Log } from "@assetql/connector-sdk";

/** Looks once whether the app's key can do what it has to; a hub that does not answer yet is told of by the host. */
export async function tellIfNotOperator(operator: Client, log: Log): Promise<void> {
  try {
    const me = await operator.workspaces.me();
    if (me.operator) return;
    log(
      "error",
      "ASSETQL_API_KEY is no operator's key: no shop can get a workspace with it. Use the hub's first admin key.",
    );
  } catch (error) {
    if (error instanceof UnexpectedResponseError || isNothingThere(error)) {
      log(
        "error",
        "ASSETQL_URL is not the address of a hub: give it as `npm start` shows it, without /api/v1.",
      );
    } else if (error instanceof ApiProblemError) {
      log("error", "The hub refuses ASSETQL_API_KEY", { error: error.problem.detail });
    }
  }
}

const isNothingThere = (error: unknown): boolean =>
  error instanceof ApiProblemError && error.problem.status === 404;
