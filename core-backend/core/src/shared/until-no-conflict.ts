import { setTimeout } from "node:timers/promises";
import { ConflictError } from "../ports/index.ts";

const ATTEMPTS = 24;
/** The first ones follow at once: nearly always one is enough. */
const IMMEDIATE = 3;
const MAX_PAUSE_MS = 50;

/**
 * Runs a read-then-write again while somebody else was first. `run` reads what it changes anew each time. Many who
 * want the same record at once pause for a random while, or all but one of them would lose every round. Throws the
 * ConflictError of the last attempt.
 */
export async function untilNoConflict<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
    }
    if (attempt >= IMMEDIATE) {
      await setTimeout(Math.random() * Math.min(MAX_PAUSE_MS, 2 ** (attempt - IMMEDIATE)));
    }
  }
}
