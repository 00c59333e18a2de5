import type { Bin } from "@assetql/contract";
import { formatSeconds } from "../../output/format.ts";

const DAY_MS = 86_400_000;

export const count = (value: number): string => value.toLocaleString("en-US");

export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

export const percent = (share: number | null): string =>
  share === null ? "–" : `${(share * 100).toFixed(1)} %`;

/** Short times in milliseconds, where {@link formatSeconds} would say `0.1 s`. */
export const precise = (seconds: number): string =>
  seconds < 1 ? `${Math.round(seconds * 1000)} ms` : formatSeconds(seconds);

/** The bins from the first to the last that holds something. */
export function inhabited(bins: readonly Bin[]): readonly Bin[] {
  const first = bins.findIndex((bin) => bin.count > 0);
  const last = bins.findLastIndex((bin) => bin.count > 0);
  return first < 0 ? [] : bins.slice(first, last + 1);
}

/** Every day from one to another, both included. */
export function daysOf(from: string, to: string): readonly string[] {
  const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return Array.from({ length }, (_, at) =>
    new Date(Date.parse(from) + at * DAY_MS).toISOString().slice(0, 10),
  );
}
