import { invalidOption } from "../../problems.ts";
import type { AssetRecord, ExportPlatform, TaxonomyMapping } from "../../types.ts";

/** A mapping by our words in lower case, checked. */
export interface Taxonomy {
  categories: ReadonlyMap<string, string>;
  tags: ReadonlyMap<string, string>;
  unmapped: "keep" | "drop";
}

export interface Term {
  name: string;
  /** A term of the CMS that the mapping names; else a word of ours. */
  isMapped: boolean;
}

export interface AssetTerms {
  categories: readonly Term[];
  tags: readonly Term[];
}

/** Words of ours that the mapping doesn't name, each once, in order of first appearance. */
export interface UnmappedTerms {
  categories: readonly string[];
  tags: readonly string[];
}

type Kind = keyof UnmappedTerms;

/** What a system's terms look like. */
const termRules: Partial<Record<ExportPlatform, { pattern: RegExp; accepted: string }>> = {
  wordpress: { pattern: /^[^,]{1,200}$/, accepted: "a term's name or slug without commas" },
  contentful: {
    pattern: /^((tag|concept):)?[A-Za-z0-9._-]{1,64}$/,
    accepted: "the id of a tag, as ID or tag:ID, or of a concept, as concept:ID",
  },
};

/** @throws ExportError `invalid-option` for a word named twice or a term that `platform` can't have. */
export function resolveTaxonomy(
  { categories = {}, tags = {}, unmapped = "keep" }: TaxonomyMapping,
  platform: ExportPlatform,
): Taxonomy {
  return {
    categories: byWord("categories", categories, platform),
    tags: byWord("tags", tags, platform),
    unmapped,
  };
}

function byWord(
  kind: Kind,
  mapping: Readonly<Record<string, string>>,
  platform: ExportPlatform,
): Map<string, string> {
  const rule = termRules[platform];
  const terms = new Map<string, string>();
  for (const [word, target] of Object.entries(mapping)) {
    const [key, term] = [keyOf(word), target.trim()];
    const option = `taxonomy.${kind}.${word}`;
    if (key === "") throw invalidOption(`taxonomy.${kind}`, "a mapping without blank words");
    if (terms.has(key))
      throw invalidOption(option, "named once: case and outer blanks don't tell words apart");
    if (rule && !rule.pattern.test(term)) throw invalidOption(option, rule.accepted);
    terms.set(key, term);
  }
  return terms;
}

/** Translates the words of one asset after the other and remembers those it has no term for. */
export function createTermMapper(taxonomy: Taxonomy | undefined) {
  const missing = { categories: new Map<string, string>(), tags: new Map<string, string>() };

  const translate = (kind: Kind, words: readonly string[]): Term[] => {
    const terms = distinct(words).flatMap((word): Term[] => {
      const key = keyOf(word);
      const mapped = taxonomy?.[kind].get(key);
      if (mapped !== undefined) return [{ name: mapped, isMapped: true }];
      if (taxonomy && !missing[kind].has(key)) missing[kind].set(key, word);
      return taxonomy?.unmapped === "drop" ? [] : [{ name: word, isMapped: false }];
    });
    return [...new Map(terms.map((term) => [`${term.isMapped} ${keyOf(term.name)}`, term])).values()];
  };

  return {
    termsOf: ({ category, tags }: Pick<AssetRecord, "category" | "tags">): AssetTerms => ({
      categories: translate("categories", category === undefined ? [] : [category]),
      tags: translate("tags", tags),
    }),
    unmapped: (): UnmappedTerms => ({
      categories: [...missing.categories.values()],
      tags: [...missing.tags.values()],
    }),
  };
}

const MOST_NAMED = 20;

/** What the README says of words without a term, or nothing. */
export function unmappedRemark({ categories, tags }: UnmappedTerms, { unmapped }: Taxonomy): string[] {
  const lists = [listed("categories", categories), listed("tags", tags)].filter((list) => list !== "");
  if (lists.length === 0) return [];
  const fate = unmapped === "keep" ? "go along as they are" : "are left out";
  return [
    `Your taxonomy mapping doesn't name some words of this export; they ${fate}. ${lists.join(". ")}. manifest.json names all of them under "taxonomy".`,
  ];
}

function listed(kind: string, words: readonly string[]): string {
  if (words.length === 0) return "";
  const named = words.slice(0, MOST_NAMED).map((word) => word.replace(/\s+/g, " "));
  const others = words.length - named.length;
  return `Unmapped ${kind}: ${named.join(", ")}${others > 0 ? ` and ${others} more` : ""}`;
}

/** Every distinct value in `texts`, trimmed, in order of first appearance; case decides nothing. */
export function distinct(texts: Iterable<string>): string[] {
  const seen = new Map<string, string>();
  for (const text of texts) {
    const trimmed = text.trim();
    if (trimmed !== "" && !seen.has(keyOf(trimmed))) seen.set(keyOf(trimmed), trimmed);
  }
  return [...seen.values()];
}

function keyOf(word: string): string {
  return word.trim().toLowerCase();
}
