import type { ContentTypeProps, EntryProps } from "contentful-management";
import type { EnvironmentFacts } from "./environment.ts";
import { plainText } from "./rich-text.ts";

/** Of the contract: what an item's fields and title may hold. */
const MAX = { name: 60, value: 20_000, title: 500 } as const;

type ContentField = ContentTypeProps["fields"][number];

/**
 * The plain fields of an entry as columns: text, numbers, dates, lists of words; rich text without its markup. A
 * column has the field's id and the default locale's value; those of other locales are named as in `title.de-DE`.
 */
export function columnsOf(
  entry: EntryProps,
  type: ContentTypeProps,
  facts: EnvironmentFacts,
): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const field of type.fields) {
    const values: unknown = entry.fields[field.id];
    if (typeof values !== "object" || values === null) continue;
    for (const [locale, value] of Object.entries(values)) {
      const text = textOf(field, value);
      if (text === undefined || text === "") continue;
      const name = locale === facts.defaultLocale ? field.id : `${field.id}.${locale}`;
      if (name.length <= MAX.name) columns[name] = text.slice(0, MAX.value);
    }
  }
  return columns;
}

/** What editors see in lists: the display field's value, or the id as long as it is empty. */
export function titleOf(
  entry: EntryProps,
  type: ContentTypeProps,
  { defaultLocale }: EnvironmentFacts,
): string {
  const value: unknown = entry.fields[type.displayField]?.[defaultLocale];
  return (typeof value === "string" && value !== "" ? value : entry.sys.id).slice(0, MAX.title);
}

function textOf(field: ContentField, value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (field.type === "RichText") return plainText(value);
  if (field.type === "Array" && Array.isArray(value)) {
    const words = value.filter((each) => typeof each === "string");
    return words.length > 0 ? words.join(", ") : undefined;
  }
  return undefined;
}
