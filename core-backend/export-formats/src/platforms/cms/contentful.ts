import { createHash } from "node:crypto";
import type { CsvColumn } from "../../csv.ts";
import { slug } from "../../names.ts";
import type { ResolvedOptions } from "../../options.ts";
import type { AssetRecord } from "../../types.ts";
import { type CmsItem, type CmsManifest, distinct } from "./manifest.ts";

/** Contentful's limits: short text fields and tag names. */
const MAX_SHORT_TEXT = 256;
const MAX_TAG_NAME = 64;

const COLUMNS: readonly CsvColumn<CmsItem>[] = [
  { header: "id", value: ({ asset }) => contentfulId(asset.assetId) },
  { header: "file", value: ({ path }) => path },
  { header: "image_url", value: ({ url }) => url },
  { header: "title", value: ({ asset }) => asset.title },
  { header: "description", value: ({ asset }) => asset.altText },
  {
    header: "tags",
    value: ({ asset }) =>
      assetTags(asset)
        .map(({ id }) => id)
        .join(","),
  },
  { header: "content_type", value: ({ rendition }) => rendition.contentType },
  { header: "assetql_id", value: ({ asset }) => asset.assetId },
  { header: "sku", value: ({ asset }) => asset.sku ?? "", omitWhenBlank: true },
];

interface Tag {
  id: string;
  name: string;
}

/** Ids of our own, so that importing twice updates instead of duplicating. */
function contentfulId(text: string): string {
  return /^[A-Za-z0-9._-]{1,64}$/.test(text) ? text : shortHash(text);
}

function assetTags(asset: AssetRecord): Tag[] {
  const names = distinct(asset.tags).map((name) => ({ id: tagId(name), name }));
  const category = asset.category?.trim() ?? "";
  return category === ""
    ? names
    : [{ id: `category-${tagId(category)}`.slice(0, 64), name: `Category: ${category}` }, ...names];
}

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
  const tags = new Map(
    items.flatMap(({ asset }) => assetTags(asset).map((tag) => [tag.id, tag.name] as const)),
  );
  return {
    tags: [...tags].map(([id, name]) => ({
      name: name.slice(0, MAX_TAG_NAME),
      sys: { id, type: "Tag", visibility: "private" },
    })),
    assets: items.map(({ asset, rendition, fileName, hostedUrl }) => ({
      sys: { id: contentfulId(asset.assetId), type: "Asset" },
      metadata: {
        tags: distinct(assetTags(asset).map(({ id }) => id)).map((id) => ({
          sys: { type: "Link", linkType: "Tag", id },
        })),
      },
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
  steps: (hasUrls) => [
    hasUrls
      ? "Put the folder images where its base address points to. Then open a terminal in the unpacked package and run: contentful space import --space-id YOUR_SPACE --content-file contentful-import.json. Contentful fetches the images from there."
      : "Open a terminal in the unpacked package and run: contentful space import --space-id YOUR_SPACE --content-file contentful-import.json --upload-assets --assets-directory .",
    "Titles, descriptions (the alt texts) and tags are set; a category becomes the tag category-NAME. Every asset has an id of its own, so importing again updates instead of duplicating.",
    hasUrls
      ? "assets-contentful.csv holds the same for other import tools, with an address per image."
      : "assets-contentful.csv holds the same for other import tools. Its column image_url is empty, since this export was made without a public address: match images by file name.",
  ],
};
