import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "@assetql/client";
import type { BridgeProblemCode, InputProblem, ProblemCode } from "@assetql/contract";
import { BridgeProblemError } from "../session/problems.ts";

/** What the hub's refusals are to an editor; the others are `hub-refused`. The hub's own words go along. */
const codes: Partial<Record<ProblemCode, BridgeProblemCode>> = {
  forbidden: "forbidden",
  "quota-exceeded": "quota-exceeded",
  "not-found": "not-found",
  "request-invalid": "input-invalid",
  "input-invalid": "input-invalid",
  "payload-too-large": "input-invalid",
  "image-format-unsupported": "input-invalid",
  "image-too-many-pixels": "input-invalid",
  "image-too-large": "input-invalid",
  "image-corrupt": "input-invalid",
  "publication-empty": "nothing-to-pull",
  "export-empty": "nothing-to-pull",
  conflict: "state",
  "batch-state": "state",
  "batch-running": "state",
  "task-state": "state",
  "asset-state": "state",
  "publication-state": "state",
  "export-not-ready": "state",
  "export-failed": "state",
  "export-expired": "state",
  "style-in-use": "state",
  "rate-limited": "busy",
  "host-unavailable": "busy",
  unavailable: "busy",
  "target-failing": "busy",
};

const MOST_PROBLEMS = 100;
const MOST_CHARACTERS = { detail: 2_000, problem: 1_000 } as const;

/** A failed call to the hub as an editor is told of it; undefined for what is no refusal and no silence of a hub. */
export function hubProblem(error: unknown): BridgeProblemError | undefined {
  if (isHubAway(error)) return unreachable();
  if (error instanceof ApiProblemError) return refusal(error);
  if (error instanceof UnexpectedResponseError) {
    return new BridgeProblemError("hub-refused", `AssetQL has not answered as expected: ${error.message}`);
  }
  return undefined;
}

/** Nobody answers, or nothing that is a hub does. */
export const isHubAway = (error: unknown): boolean =>
  error instanceof ConnectionError || (error instanceof UnexpectedResponseError && error.status >= 500);

export const unreachable = (): BridgeProblemError =>
  new BridgeProblemError(
    "hub-unreachable",
    "AssetQL cannot be reached. Start it with `assetql start`, or wait until it is back; nothing is lost meanwhile.",
  );

function refusal({ problem }: ApiProblemError): BridgeProblemError {
  const { code, detail, problems = [] } = problem;
  const told =
    code === "unauthenticated"
      ? "AssetQL does not take the API key of the bridge. Start the bridge again with a key that is valid."
      : detail;
  const lines = problems.slice(0, MOST_PROBLEMS).map(lineOf);
  return new BridgeProblemError(codes[code] ?? "hub-refused", told.slice(0, MOST_CHARACTERS.detail), lines);
}

/** As in `row 17, column "sku": …`. */
function lineOf({ row, column, message }: InputProblem): string {
  const place = [
    ...(row === undefined ? [] : [`row ${row}`]),
    ...(column === undefined ? [] : [`column "${column}"`]),
  ].join(", ");
  return (place === "" ? message : `${place}: ${message}`).slice(0, MOST_CHARACTERS.problem);
}
