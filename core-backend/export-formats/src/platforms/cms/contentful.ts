import { createHash } from "node:crypto";
import type { CsvColumn } from "../../csv.ts";
import { slug } from "../../names.ts";
import type { ResolvedOptions } from "../../options.ts";
import type { CmsItem, CmsManifest } from "./manifest.ts";
import type { AssetTerms, Term } from "./taxonomy.ts";

/** Contentful's limits: short text fields and tag names. */
const MAX_SHORT_TEXT = 256;
const MAX_TAG_NAME = 64;

const COLUMNS: readonly CsvColumn<CmsItem>[] = [
  { header: "id", value: ({ asset }) => contentfulId(asset.assetId) },
  { header: "file", value: ({ path }) => path },
  { header: "image_url", value: ({ url }) => url },
  { header: "title", value: ({ asset }) => asset.title },
  { header: "description", value: ({ asset }) => asset.altText },
  { header: "tags", value: ({ terms }) => idsOf(linksOf(terms).tags) },
  { header: "concepts", value: ({ terms }) => idsOf(linksOf(terms).concepts), omitWhenBlank: true },
  { header: "content_type", value: ({ rendition }) => rendition.contentType },
  { header: "assetql_id", value: ({ asset }) => asset.assetId },
  { header: "sku", value: ({ asset }) => asset.sku ?? "", omitWhenBlank: true },
];

/** What an asset links to. Only a tag of our own has a name, and only such tags are made by the import. */
interface Link {
  type: "Tag" | "TaxonomyConcept";
  id: string;
  name?: string;
}

/** Ids of our own, so that importing twice updates instead of duplicating. */
function contentfulId(text: string): string {
  return /^[A-Za-z0-9._-]{1,64}$/.test(text) ? text : shortHash(text);
}

function linksOf({ categories, tags }: AssetTerms): { tags: Link[]; concepts: Link[] } {
  const links = [
    ...categories.map((term) => (term.isMapped ? mappedLink(term) : ownCategory(term))),
    ...tags.map((term) => (term.isMapped ? mappedLink(term) : ownTag(term))),
  ];
  const ofType = (type: Link["type"]) => [
    ...new Map(links.filter((link) => link.type === type).map((link) => [link.id, link])).values(),
  ];
  return { tags: ofType("Tag"), concepts: ofType("TaxonomyConcept") };
}

/** `ID`, `tag:ID` or `concept:ID`; an id has no colon. */
function mappedLink({ name }: Term): Link {
  const id = name.slice(name.indexOf(":") + 1);
  return { type: name.startsWith("concept:") ? "TaxonomyConcept" : "Tag", id };
}

function ownTag({ name }: Term): Link {
  return { type: "Tag", id: tagId(name), name };
}

function ownCategory({ name }: Term): Link {
  return { type: "Tag", id: `category-${tagId(name)}`.slice(0, 64), name: `Category: ${name}` };
}

const idsOf = (links: readonly Link[]): string => links.map(({ id }) => id).join(",");

function tagId(name: string): string {
  return slug(name).slice(0, 54) || shortHash(name);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 40);
}

/**
 * A content file of `contentful space import`. An image without an address of its own is found in the
 * unpacked package: the tool looks for `//images/name` under `--assets-directory` as `images/name`.
 */
function importDocument(items: readonly CmsItem[], { locale }: ResolvedOptions) {
  const named = new Map<string, string>();
  for (const { terms } of items) {
    for (const { id, name } of linksOf(terms).tags) if (name !== undefined) named.set(id, name);
  }
  return {
    tags: [...named].map(([id, name]) => ({
      name: name.slice(0, MAX_TAG_NAME),
      sys: { id, type: "Tag", visibility: "private" },
    })),
    assets: items.map(({ asset, terms, rendition, fileName, hostedUrl }) => ({
      sys: { id: contentfulId(asset.assetId), type: "Asset" },
      metadata: metadataOf(terms),
      fields: {
        title: { [locale]: asset.title.slice(0, MAX_SHORT_TEXT) },
        description: { [locale]: asset.altText },
        file: {
          [locale]: {
            url: hostedUrl || `//images/${fileName}`,
            fileName,
            contentType: rendition.contentType,
          },
        },
      },
    })),
  };
}

function metadataOf(terms: AssetTerms) {
  const { tags, concepts } = linksOf(terms);
  const reference = ({ type, id }: Link) => ({ sys: { type: "Link", linkType: type, id } });
  return {
    tags: tags.map(reference),
    ...(concepts.length === 0 ? {} : { concepts: concepts.map(reference) }),
  };
}

export const contentful: CmsManifest = {
  title: "Contentful",
  csvName: "assets-contentful.csv",
  columns: COLUMNS,
  extraDocuments: (items, options) => [
    {
      path: "contentful-import.json",
      bytes: Buffer.from(`${JSON.stringify(importDocument(items, options), null, 2)}\n`),
    },
  ],
  steps: (hasUrls, { taxonomy }) => [
    hasUrls
      ? "Put the folder images where its base address points to. Then open a terminal in the unpacked package and run: contentful space import --space-id YOUR_SPACE --content-file contentful-import.json. Contentful fetches the images from there."
      : "Open a terminal in the unpacked package and run: contentful space import --space-id YOUR_SPACE --content-file contentful-import.json --upload-assets --assets-directory .",
    ...(taxonomy
      ? [
          "The tags and concepts of your taxonomy mapping must exist already: the import links to them and doesn't make them.",
        ]
      : []),
    "Titles, descriptions (the alt texts) and tags are set; a category becomes the tag category-NAME. Every asset has an id of its own, so importing again updates instead of duplicating.",
    hasUrls
      ? "assets-contentful.csv holds the same for other import tools, with an address per image."
      : "assets-contentful.csv holds the same for other import tools. Its column image_url is empty, since this export was made without a public address: match images by file name.",
  ],
};
