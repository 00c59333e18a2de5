import type { Locale } from "../../server/services.ts";

export interface Format {
  number(value: number): string;
  /** A share from 0 to 1. Rounded down, so that nothing below a limit is shown as having reached it. */
  percent(share: number): string;
  /** `currency` as in `USD`; small sums keep enough digits to say something. */
  money(amount: number, currency: string): string;
  /** Day and time, of milliseconds since 1970. */
  dateTime(at: number): string;
  date(at: number): string;
  /** Rounded, as in `20 seconds` or `5 minutes`. */
  duration(seconds: number): string;
  list(words: readonly string[]): string;
}

const formats = remembered((locale: Locale) =>
  remembered((timeZone: string) => createFormat(locale, timeZone)),
);

/** Every row of a table asks for one, and making its formatters takes longer than using them. */
export const formatOf = (locale: Locale, timeZone: string): Format => formats(locale)(timeZone);

function createFormat(locale: Locale, timeZone: string): Format {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const inCurrency = (digits: Intl.NumberFormatOptions) =>
    remembered(
      (currency: string) => new Intl.NumberFormat(locale, { style: "currency", currency, ...digits }),
    );
  const money = inCurrency({});
  const small = inCurrency({ maximumFractionDigits: 4 });
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(Math.floor(share * 100 + 1e-9) / 100),
    money: (amount, currency) => (amount > 0 && amount < 0.1 ? small : money)(currency).format(amount),
    dateTime: (at) => dateTime.format(at),
    date: (at) => date.format(at),
    duration: (seconds) => duration(locale, seconds),
    list: (words) => list.format(words),
  };
}

function duration(locale: Locale, seconds: number): string {
  const [value, unit] =
    seconds < 90
      ? [Math.max(1, Math.round(seconds)), "second"]
      : seconds < 90 * 60
        ? [Math.round(seconds / 60), "minute"]
        : [Math.round(seconds / 3_600), "hour"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** Makes one for each name, once. */
function remembered<Name, T>(make: (name: Name) => T): (name: Name) => T {
  const made = new Map<Name, T>();
  return (name) => {
    const found = made.get(name) ?? make(name);
    made.set(name, found);
    return found;
  };
}
