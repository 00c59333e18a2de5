import type { Services } from "../services.ts";
import { type Log, wordsOf } from "./log.ts";

const PLACES = 5;

/** Tells what nobody expected: what it is, its words, and where it came from. */
export const noteFailure =
  (log: Log): Services["noteFailure"] =>
  (error, { path, requestId }) =>
    log("error", "A request failed", {
      path,
      requestId,
      kind: error instanceof Error ? error.name : typeof error,
      // What follows the first line quotes what was being read.
      error: wordsOf(error).split("\n", 1)[0],
      at: placesOf(error),
    });

/** Lines of our code alone: the words at the head of a stack may quote a request over several lines. */
function placesOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.stack === undefined) return undefined;
  const places = error.stack
    .split("\n")
    .flatMap((line) => /^\s+at (?<place>.+:\d+:\d+\)?)$/.exec(line)?.groups?.place ?? []);
  return places.length === 0 ? undefined : places.slice(0, PLACES).join(" < ");
}
