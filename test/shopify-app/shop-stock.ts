import sharp from "sharp";
import { addCollection, addProduct } from "../support/shopify/index.ts";
import type { ShopProduct, ShopState } from "../support/shopify/state.ts";

export interface Stock {
  /** Products, in turn of each kind below; 8 unless told. */
  readonly products?: number;
}

interface Kind {
  readonly name: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly material: string;
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly hasImage: boolean;
}

const kinds: readonly Kind[] = [
  {
    name: "enamel mug",
    type: "Mugs",
    tags: ["enamel", "kitchen"],
    material: "Steel",
    options: [],
    hasImage: true,
  },
  {
    name: "linen shirt",
    type: "Shirts",
    tags: ["linen", "summer"],
    material: "Linen",
    options: [
      { name: "Color", values: ["Sand", "Dark red", "Navy"] },
      { name: "Size", values: ["S", "M", "L"] },
    ],
    hasImage: true,
  },
  {
    name: "oak tray",
    type: "Trays",
    tags: ["kitchen", "oak"],
    material: "Oak",
    options: [],
    hasImage: false,
  },
];

const places = ["Harbour", "Library", "Lantern", "Meadow", "Mill", "Orchard", "Quarry", "Valley"];
const PICTURE = 480;
const HUES = ["#a8c5b4", "#e0b184", "#8fa9c9", "#d6a5b6"];

/** Puts products with images, variants and metafields into a shop, and collections of them by kind. */
export async function stockShop(state: ShopState, { products = 8 }: Stock = {}): Promise<void> {
  const pictures = await Promise.all(HUES.map(picture));
  const added = Array.from({ length: products }, (_, number) => stockProduct(state, number, pictures));
  for (const { type } of kinds) {
    const ofKind = added.filter(({ productType }) => productType === type);
    const image =
      type === "Mugs" ? { altText: "Our mugs", bytes: pictures[0], mimeType: "image/jpeg" } : null;
    addCollection(state, {
      title: type,
      descriptionHtml: `<p>All our ${type.toLowerCase()}.</p>`,
      products: ofKind,
      image: image?.bytes === undefined ? null : { ...image, bytes: image.bytes },
    });
  }
}

function stockProduct(state: ShopState, number: number, pictures: readonly Uint8Array[]): ShopProduct {
  const kind = kinds[number % kinds.length] ?? kinds[0];
  if (kind === undefined) throw new Error("There are no kinds of products");
  const title = `${places[number % places.length]} ${kind.name} ${number + 1}`;
  const code = `${kind.type.slice(0, 3).toUpperCase()}-${number + 1}`;
  const bytes = pictures[number % pictures.length];
  const file = { alt: title, fileName: `${code.toLowerCase()}.jpg`, mimeType: "image/jpeg" };
  const values = kind.options.map((option) => option.values);
  return addProduct(state, {
    title,
    status: number % 7 === 6 ? "DRAFT" : "ACTIVE",
    productType: kind.type,
    vendor: "Harbour & Sons",
    descriptionHtml: `<p>${title}, made to last.</p>`,
    tags: kind.tags,
    media: kind.hasImage && bytes !== undefined ? [{ ...file, bytes, width: PICTURE, height: PICTURE }] : [],
    options: kind.options.length === 0 ? [{ name: "Title", values: ["Default Title"] }] : kind.options,
    variants: combinations(values).map((options) => ({
      sku: [code, ...options.map((value) => value.replaceAll(" ", "").toUpperCase())].join("-"),
      price: "24.00",
      options: options.length === 0 ? ["Default Title"] : options,
    })),
    metafields: [
      { namespace: "custom", key: "material", value: kind.material, type: "single_line_text_field" },
    ],
  });
}

const combinations = (lists: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  lists.reduce<readonly (readonly string[])[]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );

/** As photographs of products are: one thing on a plain ground. */
const picture = (hue: string): Promise<Uint8Array> =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE}" height="${PICTURE}" viewBox="0 0 100 100">
      <rect width="100" height="100" fill="#f4f1ec"/><ellipse cx="50" cy="80" rx="26" ry="4" fill="#d9d3c7"/>
      <rect x="28" y="34" width="40" height="46" rx="5" fill="${hue}"/>
      <path d="M68 44h6a10 10 0 0 1 0 22h-6" fill="none" stroke="${hue}" stroke-width="5"/></svg>`),
  )
    .jpeg()
    .toBuffer();
