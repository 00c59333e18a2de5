import { useSyncExternalStore } from "react";
import { type Format, formatOf } from "./format.ts";
import { useLocale } from "./use-locale.ts";

const never = () => () => {};

/**
 * Times are written in UTC by the server, which does not know where the person is, and in their own zone as soon as
 * the page listens: both say the same first, as React demands.
 */
export function useFormat(): Format {
  const locale = useLocale();
  const timeZone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
  return formatOf(locale, timeZone);
}
