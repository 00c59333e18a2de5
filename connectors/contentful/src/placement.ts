import type { Json } from "@assetql/contract";
import type { EntryProps } from "contentful-management";
import { linkTo } from "./asset-fields.ts";
import type { Place } from "./environment.ts";
import { flatten, spread } from "./localized.ts";

/**
 * What is in an entry's place for an image: the id of the asset there, each locale's own when they differ, null when
 * it is empty. Of a list, only whether `ours` is in it: images beside it displace nobody and are nobody's business.
 */
export function placedIn(entry: EntryProps, place: Place, ours: string): Json {
  const values: Record<string, string> = {};
  for (const locale of place.locales) {
    const value = valueIn(entry, place, locale);
    const id = place.isList ? idsIn(value).find((each) => each === ours) : idOf(value);
    if (id !== undefined) values[locale] = id;
  }
  return flatten(values, place.locales);
}

/** The entry's fields with this placement. A list keeps its other images, in their order. */
export function withPlacement(
  entry: EntryProps,
  place: Place,
  { value, ours }: { readonly value: Json; readonly ours: string },
): EntryProps["fields"] {
  const ids = spread(value, undefined, place.locales);
  const values: Record<string, unknown> = { ...entry.fields[place.fieldId] };
  for (const locale of place.locales) {
    const id = ids[locale];
    if (place.isList) values[locale] = listWith(valueIn(entry, place, locale), id, ours);
    else if (id === undefined) delete values[locale];
    else values[locale] = linkTo("Asset", id);
  }
  return { ...entry.fields, [place.fieldId]: values };
}

function listWith(value: unknown, id: string | undefined, ours: string): unknown[] {
  const list = Array.isArray(value) ? value : [];
  if (id === undefined) return list.filter((link) => idOf(link) !== ours);
  return idsIn(list).includes(id) ? list : [...list, linkTo("Asset", id)];
}

/** The ids of the assets that the place shows, in the first locale that has any. */
export function shownIn(entry: EntryProps, place: Place): string[] {
  for (const locale of place.locales) {
    const value = valueIn(entry, place, locale);
    const ids = place.isList ? idsIn(value) : [idOf(value)].filter((id) => id !== undefined);
    if (ids.length > 0) return ids;
  }
  return [];
}

function valueIn(entry: EntryProps, place: Place, locale: string): unknown {
  return entry.fields[place.fieldId]?.[locale];
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(idOf).filter((id) => id !== undefined) : [];
}

function idOf(link: unknown): string | undefined {
  if (typeof link !== "object" || link === null || !("sys" in link)) return undefined;
  const { sys } = link;
  return typeof sys === "object" && sys !== null && "id" in sys && typeof sys.id === "string"
    ? sys.id
    : undefined;
}
