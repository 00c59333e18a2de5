import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useContact } from "./contact.ts";

export interface Pace {
  /** Milliseconds between two looks. */
  readonly everyMs: number;
  /** After the first minute of looking. */
  readonly laterMs: number;
}

/**
 * The hub lets a person make 100 calls a minute. With two tabs open, looking stays below half of that; a test counts
 * the calls (`calls-of-looking.test.ts`).
 */
export const paces = {
  /** A page about one thing that is under way. */
  work: { everyMs: 4_000, laterMs: 8_000 },
  /** A page about many, or about something that waits. */
  overview: { everyMs: 10_000, laterMs: 10_000 },
} as const satisfies Record<string, Pace>;

const LONGEST_MS = 30_000;

export interface Looking {
  /** Since something is under way. */
  readonly looks?: number;
  /** In a row. */
  readonly failures?: number;
  /** Milliseconds that were asked for. */
  readonly retryAfterMs?: number;
}

/** Milliseconds until the next look; twice as long after each failure in a row, and never less than was asked for. */
export function pauseAfter(
  { looks = 0, failures = 0, retryAfterMs = 0 }: Looking,
  { everyMs, laterMs }: Pace = paces.work,
): number {
  const pause = looks * everyMs < 60_000 ? everyMs : laterMs;
  return Math.max(Math.min(pause * 2 ** failures, LONGEST_MS), retryAfterMs);
}

/**
 * Brings the page up to date every few seconds while `isActive` and somebody sees it; less often while nobody answers.
 * Its route exports `clientLoader = steadyLoader()`, and it shows `<LostContact>`.
 */
export function usePolling(isActive: boolean, pace: Pace = paces.work): { readonly hasLostContact: boolean } {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const { failures, retryAfterMs } = useContact();
  const looks = useRef(0);
  const isDue = (isActive || failures > 0) && state === "idle" && navigation.state === "idle";
  useEffect(() => {
    if (!isActive) looks.current = 0;
  }, [isActive]);
  useEffect(() => {
    if (!isDue) return;
    const controller = new AbortController();
    const look = (): void => {
      looks.current += 1;
      revalidate();
    };
    const pause = pauseAfter({ looks: looks.current, failures, retryAfterMs }, pace);
    const timer = setTimeout(() => whenVisible(look, controller.signal), pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [isDue, failures, retryAfterMs, pace, revalidate]);
  return { hasLostContact: failures > 0 };
}

function whenVisible(look: () => void, signal: AbortSignal): void {
  if (document.visibilityState === "visible") look();
  else document.addEventListener("visibilitychange", () => whenVisible(look, signal), { once: true, signal });
}
