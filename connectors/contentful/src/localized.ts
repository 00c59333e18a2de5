import type { Json } from "@assetql/contract";

/** A value for each locale, as Contentful keeps it. */
export type Localized = Readonly<Record<string, string>>;

/**
 * A localized value as one field of a snapshot: the text itself when all of the locales have it, null when none has
 * any, otherwise each locale's own. An editor's translation thus is a change of the field.
 */
export function flatten(values: Localized | undefined, locales: readonly string[]): Json {
  const present = Object.fromEntries(
    locales.flatMap((locale) => (values?.[locale] === undefined ? [] : [[locale, values[locale]]])),
  );
  const distinct = new Set(Object.values(present));
  if (distinct.size === 0) return null;
  const [only] = distinct;
  return distinct.size === 1 && only !== undefined && Object.keys(present).length === locales.length
    ? only
    : present;
}

/** The other way round: what the locales get. Locales that are not among them keep what they have. */
export function spread(
  value: Json | undefined,
  current: Localized | undefined,
  locales: readonly string[],
): Record<string, string> {
  const others = Object.entries(current ?? {}).filter(([locale]) => !locales.includes(locale));
  return { ...Object.fromEntries(others), ...given(value, locales) };
}

function given(value: Json | undefined, locales: readonly string[]): Record<string, string> {
  if (typeof value === "string") return Object.fromEntries(locales.map((locale) => [locale, value]));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([k, v]) => (typeof v === "string" ? [[k, v]] : [])),
  );
}
