import type { Item } from "@assetql/contract";
import { plainText, shortened } from "@assetql/wordpress";
import { z } from "zod";
import { itemIdOf } from "../item-id.ts";

export const itemFields = [
  "name",
  "sku",
  "description",
  "shortDescription",
  "categories",
  "tags",
  "attributes",
  "price",
  "status",
] as const;

const named = z.looseObject({ name: z.string() });
const attributeSchema = z.looseObject({
  name: z.string(),
  options: z.array(z.string()).optional(),
  option: z.string().optional(),
});
const imageSchema = z.looseObject({ id: z.int(), src: z.string(), alt: z.string().default("") });

const common = {
  id: z.int(),
  sku: z.string().default(""),
  status: z.string().default(""),
  permalink: z.string().default(""),
  description: z.string().default(""),
  price: z.string().default(""),
  attributes: z.array(attributeSchema).default([]),
  date_modified_gmt: z.string().nullish(),
};

export const productSchema = z.looseObject({
  ...common,
  name: z.string(),
  type: z.string().default("simple"),
  short_description: z.string().default(""),
  categories: z.array(named).default([]),
  tags: z.array(named).default([]),
  images: z.array(imageSchema).default([]),
});
export type Product = z.infer<typeof productSchema>;

export const variationSchema = z.looseObject({ ...common, image: imageSchema.nullish() });
export type Variation = z.infer<typeof variationSchema>;

export const productFields =
  "id,name,type,sku,status,permalink,description,short_description,price,categories,tags,attributes,images,date_modified_gmt";
export const variationFields = "id,sku,status,permalink,description,price,attributes,image,date_modified_gmt";

const FIELD_CHARACTERS = 20_000;

export function itemOfProduct(product: Product): Item {
  const [image] = product.images;
  return {
    id: itemIdOf(product.id),
    kind: "products",
    title: titleOf(plainText(product.name), product.id),
    url: product.permalink === "" ? null : product.permalink,
    fields: { ...fieldsOf(product, product), ...attributesOf(product.attributes) },
    image: image === undefined ? null : { url: image.src, altText: image.alt },
    updatedAt: timeOf(product.date_modified_gmt),
  };
}

/** What a variation does not say of itself is its product's. */
export function itemOfVariation(product: Product, variation: Variation): Item {
  const options = variation.attributes.flatMap(({ option }) => option ?? []).join(", ");
  const name = [plainText(product.name), options].filter((part) => part !== "").join(", ");
  const image = variation.image ?? undefined;
  const isOwn = image !== undefined && image.id !== product.images[0]?.id;
  return {
    id: itemIdOf(product.id, variation.id),
    kind: "variations",
    title: titleOf(name, variation.id),
    url: variation.permalink === "" ? null : variation.permalink,
    fields: { ...fieldsOf(product, variation), name, ...attributesOf(variation.attributes) },
    image: isOwn ? { url: image.src, altText: image.alt } : null,
    updatedAt: timeOf(variation.date_modified_gmt),
  };
}

function fieldsOf(
  product: Product,
  { sku, status, price, description }: Product | Variation,
): Record<string, string> {
  return {
    name: plainText(product.name),
    sku: sku || product.sku,
    description: shortened(plainText(description || product.description), FIELD_CHARACTERS),
    shortDescription: shortened(plainText(product.short_description), FIELD_CHARACTERS),
    categories: product.categories.map(({ name }) => plainText(name)).join(", "),
    tags: product.tags.map(({ name }) => plainText(name)).join(", "),
    price,
    status,
  };
}

/** All in one field, and each in one of its own. */
function attributesOf(attributes: Product["attributes"]): Record<string, string> {
  const each = attributes.map(
    ({ name, options, option }) => [name, option ?? (options ?? []).join(", ")] as const,
  );
  const own = Object.fromEntries(each.map(([name, value]) => [`attribute.${name}`.slice(0, 60), value]));
  return { ...own, attributes: each.map(([name, value]) => `${name}: ${value}`).join("; ") };
}

function titleOf(name: string, id: number): string {
  return (name || `#${id}`).slice(0, 500);
}

function timeOf(gmt: string | null | undefined): number | null {
  const at = Date.parse(`${gmt}Z`);
  return Number.isNaN(at) ? null : at;
}
