import { createHash } from "node:crypto";
import { type CsvColumn, writeCsv } from "../../csv.ts";
import { slug } from "../../names.ts";
import type { CmsItem, CmsManifest } from "./manifest.ts";
import { distinct, type Term } from "./taxonomy.ts";

/** Named after the fields of `/wp/v2/media`, so that a column maps to the field of the same name. */
const COLUMNS: readonly CsvColumn<CmsItem>[] = [
  { header: "file", value: ({ path }) => path },
  { header: "image_url", value: ({ url }) => url },
  { header: "slug", value: ({ stem }) => slug(stem) },
  { header: "title", value: ({ asset }) => asset.title },
  { header: "alt_text", value: ({ asset }) => asset.altText },
  { header: "categories", value: ({ terms }) => termNames(terms.categories).join(",") },
  { header: "tags", value: ({ terms }) => termNames(terms.tags).join(",") },
  { header: "assetql_id", value: ({ asset }) => asset.assetId },
  { header: "assetql_version", value: ({ asset }) => asset.version },
  { header: "assetql_style_score", value: ({ asset }) => asset.style?.score ?? "" },
  { header: "sku", value: ({ asset }) => asset.sku ?? "", omitWhenBlank: true },
];

interface TermRow {
  taxonomy: "category" | "post_tag";
  name: string;
}

/** A mapped term may be a slug already: WordPress looks a term up by its slug first, then by its name. */
const TERM_COLUMNS: readonly CsvColumn<TermRow>[] = [
  { header: "taxonomy", value: ({ taxonomy }) => taxonomy },
  { header: "name", value: ({ name }) => name },
  {
    header: "slug",
    value: ({ name }) => slug(name) || createHash("sha256").update(name).digest("hex").slice(0, 12),
  },
];

/** WordPress separates terms by commas, so a term can't have one. */
function termNames(terms: readonly Term[]): string[] {
  return distinct(terms.map(({ name }) => name.replaceAll(",", " ").replace(/\s+/g, " ")));
}

function termRows(items: readonly CmsItem[]): TermRow[] {
  const categories = distinct(items.flatMap(({ terms }) => termNames(terms.categories)));
  const tags = distinct(items.flatMap(({ terms }) => termNames(terms.tags)));
  return [
    ...categories.map((name) => ({ taxonomy: "category" as const, name })),
    ...tags.map((name) => ({ taxonomy: "post_tag" as const, name })),
  ];
}

export const wordpress: CmsManifest = {
  title: "WordPress",
  csvName: "media-wordpress.csv",
  columns: COLUMNS,
  extraDocuments: (items) => [
    { path: "terms-wordpress.csv", bytes: writeCsv(TERM_COLUMNS, termRows(items)) },
  ],
  steps: (hasUrls, { taxonomy }) => [
    "Upload the files of the folder images under Media, Add New.",
    "media-wordpress.csv has one line per image: title, alt text, categories and tags under the names that the REST API's media fields have. A CSV import plugin, or a script against /wp-json/wp/v2/media, sets them; match by file name or by slug.",
    hasUrls
      ? 'The column "image_url" holds addresses for importers that fetch images. Import before these addresses expire.'
      : 'The column "image_url" is empty, since this export was made without a public address. Images are matched by file name.',
    `terms-wordpress.csv lists every category and tag once${taxonomy ? ", in the words of your taxonomy mapping" : ""}; create those that your site doesn't have first. WordPress keeps tags and categories on posts; on media it drops them without a word unless a plugin or your theme registers taxonomies for attachments.`,
  ],
};
