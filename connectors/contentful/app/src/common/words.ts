/** As in `$0.40`; small sums keep enough digits to say something. */
export const dollars = (sum: number): string =>
  new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: sum > 0 && sum < 0.1 ? 4 : 2,
  }).format(sum);

/** Rounded, as in `20 seconds` or `5 minutes`. */
export function duration(seconds: number): string {
  if (seconds < 90) return counted(Math.max(1, Math.round(seconds)), "second");
  if (seconds < 90 * 60) return counted(Math.round(seconds / 60), "minute");
  return counted(Math.round(seconds / 3_600), "hour");
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
