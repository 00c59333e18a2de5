/** Failures in a row of what is tried again and again. */
export interface Failures {
  /** Whether enough time has gone by since the last one to try again. */
  isTime(): boolean;
  /** Notes one; true when it is not as the one before, so that each state of affairs is told once. */
  note(words: string): boolean;
  /** It went well. */
  end(): void;
}

const FIRST_PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 60_000;

/** After each failure in a row the pause is twice as long, a minute at most. */
export function createFailures(now: () => number): Failures {
  let said: string | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let notBefore = Number.NEGATIVE_INFINITY;
  return {
    isTime: () => now() >= notBefore,
    note(words) {
      const isNews = words !== said;
      said = words;
      notBefore = now() + pauseMs;
      pauseMs = Math.min(pauseMs * 2, MOST_PAUSE_MS);
      return isNews;
    },
    end() {
      said = undefined;
      pauseMs = FIRST_PAUSE_MS;
      notBefore = Number.NEGATIVE_INFINITY;
    },
  };
}
