import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "@assetql/client";
import { SigningError } from "../contentful/signed-fetch.ts";

/** A failure in words for the person at the screen. */
export interface Failure {
  readonly title: string;
  readonly detail: string;
  /** Where exactly, line by line. */
  readonly places: readonly string[];
  /** Trying again may help. */
  readonly canRetry: boolean;
}

const SHOWN_PLACES = 5;
const FINAL = new Set([400, 401, 403, 404, 410, 422]);

export function describeFailure(error: unknown): Failure {
  const signing = findSigningError(error);
  if (signing !== undefined) return final("The request could not be signed", signing.message);
  if (error instanceof ApiProblemError) {
    const { title, detail, problems = [], status, code } = error.problem;
    // Of the hub's title, an editor without any key would make nothing.
    if (code === "unauthenticated")
      return final("The sync service did not accept this app's signature", detail);
    const places = problems.slice(0, SHOWN_PLACES).map(({ message }) => message);
    return { title, detail, places: places.length > 1 ? places : [], canRetry: !FINAL.has(status) };
  }
  if (error instanceof ConnectionError) {
    return again(
      "The sync service does not answer",
      "Check your connection and the sync service's address in this app's configuration, then try again.",
    );
  }
  if (error instanceof UnexpectedResponseError) {
    return again(
      "The sync service gave an answer that cannot be read",
      `It answered with status ${error.status}. Is the address in this app's configuration that of a sync service?`,
    );
  }
  return again("That did not work", error instanceof Error ? error.message : messageOf(error));
}

const final = (title: string, detail: string): Failure => ({ title, detail, places: [], canRetry: false });
const again = (title: string, detail: string): Failure => ({ title, detail, places: [], canRetry: true });

/** The client hides what its `fetch` has thrown in a chain of causes. */
function findSigningError(error: unknown): SigningError | undefined {
  if (error instanceof SigningError) return error;
  return error instanceof Error && error.cause !== undefined ? findSigningError(error.cause) : undefined;
}

/** Contentful's errors arrive as plain objects from the other window. */
function messageOf(error: unknown): string {
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  return hasMessage && typeof error.message === "string" ? error.message : "Please try again.";
}
