import type { PublicationProblem } from "@assetql/contract";
import { ConnectorError, errorCodes } from "../contract/connector-error.ts";

const MAX_DETAIL = 1_000;

/** What people are told. `number` leads to the line of the log that says more. */
export function toProblem(error: unknown, number: string): PublicationProblem {
  if (!(error instanceof ConnectorError)) {
    const detail = `Something unexpected happened, three times. Whoever runs the connector's host finds it in the log under ${number}.`;
    return { code: "unknown", detail };
  }
  return { code: error.code, detail: `${error.message}${laterWords(error)}`.slice(0, MAX_DETAIL) };
}

/** Whether the other changes would fail with the same. */
export const isOfTarget = (error: unknown): boolean =>
  error instanceof ConnectorError && errorCodes[error.code].stops;

/** Nobody has answered. */
export const isOfNetwork = (error: unknown): boolean =>
  error instanceof ConnectorError && (error.code === "timed-out" || error.code === "unreachable");

function laterWords({ retryAfterMs = 0 }: ConnectorError): string {
  const minutes = Math.ceil(retryAfterMs / 60_000);
  return minutes > 15 ? ` It asks to wait for ${minutes} minutes; apply again then.` : "";
}

/** A line of a log without what must not be there. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((line, secret) => line.replaceAll(secret, "[secret]"), text).slice(0, 2_000);
}
