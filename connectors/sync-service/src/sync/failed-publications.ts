import { ApiProblemError, type Client } from "@assetql/client";
import { errorCodes } from "@assetql/connector-sdk";
import type { Publication, PublicationProblem } from "@assetql/contract";

const PAGE = 200;
const MINUTE_MS = 60_000;
const FIRST_PAUSE_MS = 5 * MINUTE_MS;
const LONGEST_PAUSE_MS = 24 * 60 * MINUTE_MS;
const DETAIL = 1_000;

const passing: ReadonlySet<string> = new Set(
  Object.entries(errorCodes).flatMap(([code, { retry }]) => (retry ? [code] : [])),
);

/** Whether trying again may help, with nothing changed. */
export const mayPass = (problem: PublicationProblem | null): boolean =>
  problem !== null && passing.has(problem.code);

/** Milliseconds. `failures` in a row, or how long it has been failing: each doubles the pause. */
type Tried = { readonly now: number; readonly triedAt: number } & (
  | { readonly failures: number }
  | { readonly failingFor: number }
);

/** Pauses from five minutes up to a day. They are told by what the hub knows, so they outlive the service. */
export function isTimeToTryAgain(tried: Tried): boolean {
  const pause = "failures" in tried ? FIRST_PAUSE_MS * 2 ** (tried.failures - 1) : tried.failingFor;
  const bounded = Math.min(Math.max(pause, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
  return tried.now >= tried.triedAt + bounded;
}

/** Why changes of a publication failed: for a reason that may pass if any did. */
export async function failureOf(client: Client, { id }: Publication): Promise<PublicationProblem | null> {
  let first: PublicationProblem | null = null;
  let cursor: string | undefined;
  do {
    const query = { state: "failed" as const, limit: PAGE, cursor };
    const page = await client.call("listPublicationChanges", { params: { id }, query });
    for (const { problem } of page.items) {
      if (mayPass(problem)) return problem;
      first ??= problem;
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return first;
}

/** Tries what failed once more. */
export async function applyAgain(client: Client, { id }: Publication): Promise<void> {
  try {
    await client.call("applyPublication", { params: { id }, body: {} });
  } catch (error) {
    // Another service, or a person, was first.
    if (!(error instanceof ApiProblemError && error.code === "publication-state")) throw error;
  }
}

/** What is told of a failure that is not tried again now. */
export function leftAlone(
  { name, status, counts }: Publication,
  problem: PublicationProblem | null,
): PublicationProblem {
  const what =
    status === "failed"
      ? `The plan of the publication "${name}" could not be made.`
      : `Of the publication "${name}", ${counts.failed} could not be done.`;
  const next = mayPass(problem)
    ? "A later sync tries it again."
    : "It is tried again when something has changed, or when somebody asks for a sync.";
  const detail = `${what} ${problem?.detail ?? ""}`.trim().slice(0, DETAIL - next.length - 1);
  return { code: problem?.code ?? "publication-failed", detail: `${detail} ${next}` };
}
