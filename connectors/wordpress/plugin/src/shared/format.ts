import { __, _n, sprintf } from "@wordpress/i18n";

const locale = (): string | undefined => document.documentElement.lang || undefined;

/** A style score, 0 to 1, as people read it: 91 %. */
export const score = (value: number): string =>
  value.toLocaleString(locale(), { style: "percent", maximumFractionDigits: 0 });

export const money = (dollars: number): string =>
  dollars.toLocaleString(locale(), {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: dollars < 0.1 && dollars > 0 ? 4 : 2,
  });

export const time = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleString(locale(), { dateStyle: "medium", timeStyle: "short" });

/** About how long: nobody needs seconds of an estimate. */
export function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return __("less than a minute", "assetql");
  /* translators: %d: number of minutes */
  if (minutes < 90) return sprintf(_n("about %d minute", "about %d minutes", minutes, "assetql"), minutes);
  const hours = Math.round(minutes / 60);
  /* translators: %d: number of hours */
  return sprintf(_n("about %d hour", "about %d hours", hours, "assetql"), hours);
}
