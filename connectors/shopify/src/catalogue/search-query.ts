import { ConnectorError } from "@assetql/connector-sdk";
import { numberOf } from "../item-id.ts";
import { byNumber } from "./by-number.ts";
import type { CatalogueQuery } from "./catalogue.ts";

/** With what only the connector's host asks for. */
export interface ProductQuery extends CatalogueQuery {
  /** Milliseconds since 1970-01-01 UTC: only products that were changed then or later. */
  readonly changedSince?: number;
}

/** Shopify's search syntax (https://shopify.dev/docs/api/usage/search-syntax); null for everything. */
export function productSearch({ search, collection, status, changedSince }: ProductQuery): string | null {
  const since = changedSince === undefined ? undefined : new Date(changedSince).toISOString();
  return joined([
    ...wordsOf(search),
    collection === undefined ? undefined : `collection_id:${collectionNumber(collection)}`,
    status === undefined ? undefined : `status:${status}`,
    since === undefined ? undefined : `updated_at:>='${since}'`,
  ]);
}

export const collectionSearch = (search: string | undefined): string | null => joined(wordsOf(search));

export const searchByIds = (numbers: readonly string[]): string =>
  numbers.map((number) => `id:${number}`).join(" OR ");

/** Between the lowest and the highest: a bulk operation reads what lies between, too. */
export function searchByRange(numbers: readonly string[]): string {
  const sorted = numbers.toSorted(byNumber);
  return `id:>=${sorted[0]} id:<=${sorted.at(-1)}`;
}

/**
 * Each word as the beginning of one, as people see matches while they type. What means something in Shopify's syntax
 * is taken as it was typed.
 */
function wordsOf(search = ""): string[] {
  return search
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => `${word.replaceAll(/[\\:()"'*<>=]/g, String.raw`\$&`).replace(/^-/, String.raw`\-`)}*`);
}

function joined(terms: readonly (string | undefined)[]): string | null {
  const told = terms.filter((term) => term !== undefined);
  return told.length === 0 ? null : told.join(" ");
}

function collectionNumber(collection: string): string {
  if (/^\d{1,20}$/.test(collection)) return collection;
  if (collection.startsWith("gid://shopify/Collection/")) return numberOf(collection);
  throw new ConnectorError(
    "config-invalid",
    `“${collection}” is no collection of the shop. Choose another one.`,
  );
}
