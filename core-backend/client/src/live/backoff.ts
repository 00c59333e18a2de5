import type { RetryPolicy } from "../call/retry.ts";

const LONGEST_MS = 30_000;

/** Milliseconds before the next of tries that have failed `failures` times in a row; half of it is chance. */
export function backoff(failures: number, { backoffMs }: Pick<RetryPolicy, "backoffMs">): number {
  const longest = Math.min(LONGEST_MS, backoffMs * 2 ** Math.min(failures, 20));
  return longest * (0.5 + Math.random() / 2);
}
