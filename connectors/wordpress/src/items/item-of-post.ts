import type { Item } from "@assetql/contract";
import { z } from "zod";
import { plainText, shortened } from "./plain-text.ts";

export const itemFields = [
  "title",
  "excerpt",
  "content",
  "slug",
  "status",
  "categories",
  "tags",
  "author",
] as const;

const textSchema = z.object({ raw: z.string().optional(), rendered: z.string() });
const termSchema = z.looseObject({ name: z.string().optional(), taxonomy: z.string().optional() });
const imageSchema = z.looseObject({ source_url: z.string().optional(), alt_text: z.string().optional() });

/** A post, page or thing of a type of a plugin's, with `context=edit` and its author, terms and image embedded. */
export const postSchema = z.looseObject({
  id: z.int(),
  slug: z.string().default(""),
  status: z.string().default(""),
  link: z.string().default(""),
  modified_gmt: z.string().nullish(),
  title: textSchema.optional(),
  excerpt: textSchema.optional(),
  content: textSchema.optional(),
  featured_media: z.int().optional(),
  // Of attachments.
  alt_text: z.string().optional(),
  caption: textSchema.optional(),
  description: textSchema.optional(),
  source_url: z.string().optional(),
  _embedded: z
    .object({
      author: z.array(z.looseObject({ name: z.string().optional() })).optional(),
      "wp:term": z.array(z.array(termSchema)).optional(),
      "wp:featuredmedia": z.array(imageSchema).optional(),
    })
    .optional(),
});
export type Post = z.infer<typeof postSchema>;

export const postFields = [
  ...["id", "slug", "status", "link", "modified_gmt", "title", "excerpt", "content", "featured_media"],
  ...["alt_text", "caption", "description", "source_url", "_links", "_embedded"],
];

const FIELD_CHARACTERS = 20_000;

/** @param kind REST base of its type. */
export function itemOfPost(post: Post, kind: string): Item {
  // WordPress keeps titles with their ampersands escaped.
  const title = plainText(post.title?.raw ?? post.title?.rendered ?? "");
  const terms = (post._embedded?.["wp:term"] ?? []).flat();
  const named = (taxonomy: string): string =>
    terms.flatMap((term) => (term.taxonomy === taxonomy ? [plainText(term.name ?? "")] : [])).join(", ");
  const content = plainText(post.content?.rendered ?? post.description?.rendered ?? "");
  const fields: Record<string, string> = {
    title,
    excerpt: plainText(post.excerpt?.raw || post.excerpt?.rendered || post.caption?.raw || ""),
    content: shortened(content, FIELD_CHARACTERS),
    slug: post.slug,
    status: post.status,
    categories: named("category"),
    tags: named("post_tag"),
    author: post._embedded?.author?.[0]?.name ?? "",
  };
  for (const taxonomy of new Set(terms.flatMap((term) => term.taxonomy ?? []))) {
    if (taxonomy !== "category" && taxonomy !== "post_tag") fields[taxonomy.slice(0, 60)] = named(taxonomy);
  }
  const changedAt = Date.parse(`${post.modified_gmt}Z`);
  return {
    id: String(post.id),
    kind,
    title: (title || `#${post.id}`).slice(0, 500),
    url: post.link === "" ? null : post.link,
    fields,
    image: imageOf(post),
    updatedAt: Number.isNaN(changedAt) ? null : changedAt,
  };
}

function imageOf({
  source_url: url,
  alt_text: altText = "",
  featured_media: shown,
  _embedded,
}: Post): Item["image"] {
  if (url !== undefined) return { url, altText };
  if (shown === undefined || shown === 0) return null;
  const image = _embedded?.["wp:featuredmedia"]?.[0];
  return { url: image?.source_url ?? "", altText: image?.alt_text ?? "" };
}
