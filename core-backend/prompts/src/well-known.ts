import { toOneLine } from "./clean.ts";
import { findColumn } from "./columns.ts";

/** What the rest of the system reads from a row by itself; blank cells are left out. */
export interface WellKnown {
  sku?: string;
  title?: string;
  altText?: string;
  category?: string;
  /** In order, without repeats (case ignored). */
  tags?: string[];
  subject?: string;
  /** An integer, 0 to 4,294,967,295. */
  seed?: number;
}

type Field = keyof WellKnown;

/**
 * The names each field goes by, the likeliest first; case and separators don't matter. Shopify's and WooCommerce's
 * product exports are covered.
 */
export const WELL_KNOWN_ALIASES: Readonly<Record<Field, readonly string[]>> = Object.freeze({
  sku: ["sku", "variant_sku", "product_sku", "item_sku", "article_number", "item_number"],
  title: ["title", "name", "product_title", "product_name", "item_name"],
  altText: ["alt_text", "alt", "image_alt_text", "image_alt"],
  category: ["category", "product_category", "categories", "product_type", "type"],
  tags: ["tags", "tag", "keywords", "labels"],
  subject: ["subject", "topic"],
  seed: ["seed"],
});

/** Seeds are unsigned 32-bit integers in Stable Diffusion and on Bedrock. */
const MAX_SEED = 0xffff_ffff;

/** A seed cell's value; undefined for what isn't a whole number from 0 to 4,294,967,295. */
export function parseSeed(cell: string): number | undefined {
  const text = cell.trim();
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const seed = Number(text);
  return seed <= MAX_SEED ? seed : undefined;
}

/** Finds the well-known columns once, for reading many rows. */
export function createWellKnownReader(
  columns: readonly string[],
): (values: Readonly<Record<string, string>>) => WellKnown {
  const column = (field: Field) => findColumn(columns, WELL_KNOWN_ALIASES[field]);
  const from = {
    sku: column("sku"),
    title: column("title"),
    altText: column("altText"),
    category: column("category"),
    tags: column("tags"),
    subject: column("subject"),
    seed: column("seed"),
  };
  return (values) => {
    const cell = (name: string | undefined) => (name === undefined ? "" : toOneLine(values[name] ?? ""));
    const found: WellKnown = {};
    for (const field of ["sku", "title", "altText", "category", "subject"] as const) {
      const text = cell(from[field]);
      if (text !== "") found[field] = text;
    }
    const tags = parseTags(cell(from.tags));
    if (tags.length > 0) found.tags = tags;
    const seed = parseSeed(cell(from.seed));
    if (seed !== undefined) found.seed = seed;
    return found;
  };
}

/** The well-known fields of one row. For many rows of one file use `createWellKnownReader`. */
export function wellKnown(values: Readonly<Record<string, string>>): WellKnown {
  return createWellKnownReader(Object.keys(values))(values);
}

function parseTags(cell: string): string[] {
  const tags = new Map<string, string>();
  for (const part of cell.split(/[,;|]/)) {
    const tag = part.trim();
    const key = tag.toLowerCase();
    if (tag !== "" && !tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()];
}
