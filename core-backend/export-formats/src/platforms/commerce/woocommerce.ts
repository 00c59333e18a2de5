import { type CsvColumn, writeCsv } from "../../csv.ts";
import type { AssetRecord } from "../../types.ts";
import {
  type CommerceManifest,
  givenDescription,
  givenPrice,
  metadataValue,
  type Product,
  type ProductImage,
  tagList,
} from "./manifest.ts";
import { isKnownChoice, parentSku, type ShopProduct, variationKey, withVariations } from "./variations.ts";

const DRAFT = -1;

/** One line of the import: a simple product, a variable one, or a variation, which follows its parent. */
interface WooRow {
  type: "simple" | "variable" | "variation";
  asset: AssetRecord;
  sku: string;
  name: string;
  price: string;
  parent: string;
  images: readonly ProductImage[];
  choices: readonly { name: string; values: readonly string[] }[];
}

/** WooCommerce takes categories, tags and the like from the parent. */
const unlessVariation = (value: (row: WooRow) => string) => (row: WooRow) =>
  row.type === "variation" ? "" : value(row);

/** Column names of WooCommerce's own importer (wiki, "Product CSV Import Schema"). */
const COLUMNS: readonly CsvColumn<WooRow>[] = [
  { header: "ID", value: () => "" },
  { header: "Type", value: ({ type }) => type },
  { header: "SKU", value: ({ sku }) => sku },
  { header: "Name", value: ({ name }) => name },
  // The importer takes a variation's -1 for published: it shows with its parent.
  { header: "Published", value: () => DRAFT },
  { header: "Visibility in catalog", value: () => "visible" },
  { header: "Description", value: ({ asset }) => givenDescription(asset), omitWhenBlank: true },
  { header: "Regular price", value: ({ price }) => price, omitWhenBlank: true },
  { header: "Categories", value: unlessVariation(({ asset }) => escapeCommas(asset.category ?? "")) },
  { header: "Tags", value: unlessVariation(({ asset }) => tagList(asset.tags)) },
  { header: "Images", value: ({ images }) => images.map(imageReference).join(", ") },
  { header: "Parent", value: ({ parent }) => parent, omitWhenBlank: true },
];

/** Four columns per attribute. A well-known one is the shop's own (global), any other the product's. */
function attributeColumns(rows: readonly WooRow[]): CsvColumn<WooRow>[] {
  const most = Math.max(0, ...rows.map(({ choices }) => choices.length));
  return Array.from({ length: most }, (_, index) => index).flatMap((index): CsvColumn<WooRow>[] => {
    const heading = (what: string) => `Attribute ${index + 1} ${what}`;
    return [
      { header: heading("name"), value: ({ choices }) => choices[index]?.name ?? "" },
      {
        header: heading("value(s)"),
        value: ({ choices }) => (choices[index]?.values ?? []).map(escapeCommas).join(", "),
      },
      {
        header: heading("visible"),
        value: ({ type, choices }) => (choices[index] && type !== "variation" ? 1 : ""),
      },
      {
        header: heading("global"),
        value: ({ choices: { [index]: choice } }) => (choice ? Number(isKnownChoice(choice.name)) : ""),
      },
    ];
  });
}

function rowsOf(shopProduct: ShopProduct): WooRow[] {
  if (shopProduct.kind === "simple") return [simpleRow(shopProduct.product)];
  const { sku, asset, hasOwnAsset, images, choices, variations } = shopProduct;
  const name = metadataValue(asset, "parent_title", "parent title", "parent_name", "parent name");
  const parent: WooRow = {
    type: "variable",
    asset,
    sku,
    name: name || (hasOwnAsset ? nameOf(asset) : sku),
    // Prices are the variations'.
    price: "",
    parent: "",
    images,
    choices,
  };
  return [
    parent,
    ...variations.map(
      (variation): WooRow => ({
        ...simpleRow(variation.product),
        type: "variation",
        parent: sku,
        // A variation has one image; the others are in its parent's gallery.
        images: variation.product.images.slice(0, 1),
        // In the order of the parent's attributes; one without a value stands for any.
        choices: choices.map((choice) => ({
          name: choice.name,
          values: variation.choices.filter((own) => sameName(own, choice)).map(({ value }) => value),
        })),
      }),
    ),
  ];
}

function simpleRow({ asset, images }: Product): WooRow {
  return {
    type: "simple",
    asset,
    sku: asset.sku ?? "",
    name: nameOf(asset),
    price: givenPrice(asset),
    parent: "",
    images,
    choices: [],
  };
}

const nameOf = ({ title, sku, assetId }: AssetRecord): string => title || sku || assetId;

const sameName = (one: { name: string }, other: { name: string }): boolean =>
  one.name.toLowerCase() === other.name.toLowerCase();

/** The importer takes an address, or the name of a file that is already in the media library. */
function imageReference({ url, fileName }: ProductImage): string {
  return url === "" ? fileName : url.replaceAll(",", "%2C");
}

/** The importer splits at commas that no backslash precedes. */
function escapeCommas(text: string): string {
  return text.replaceAll(",", "\\,");
}

const MOST_NAMED = 20;

/** Names the products that have a parent but nothing that tells them from its variations. */
function withoutChoice(products: readonly Product[]): string[] {
  const names = products
    .filter(({ asset }) => parentSku(asset) !== "" && parentSku(asset) !== asset.sku?.trim())
    .filter(({ asset }) => variationKey(asset) === undefined)
    .map(({ asset }) => nameOf(asset).replace(/\s+/g, " "));
  if (names.length === 0) return [];
  const others = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return [
    `These rows name a parent but no choice (a column such as option_color, color or size), so they are simple products: ${names.slice(0, MOST_NAMED).join(", ")}${others}.`,
  ];
}

export const woocommerce: CommerceManifest = {
  title: "WooCommerce",
  // 300 and 600 are what WooCommerce shows in the catalogue and on a product's page.
  sizes: { thumbnail: 300, medium: 600, large: 2048 },
  productKey: variationKey,
  productsCsv: (products) => {
    const rows = withVariations(products).flatMap(rowsOf);
    return {
      path: "products-woocommerce.csv",
      bytes: writeCsv([...COLUMNS, ...attributeColumns(rows)], rows),
    };
  },
  remarks: withoutChoice,
  steps: (hasUrls) => [
    hasUrls
      ? 'The column "Images" holds addresses that WooCommerce fetches during the import. Import before these addresses expire.'
      : 'First upload the files of the folder images/large under Media, Add New, and don\'t rename them: this export was made without a public address, so the column "Images" gives file names, and the importer finds them in the media library by name.',
    "In WordPress admin open Products, Import, choose products-woocommerce.csv and keep the suggested columns.",
    'Leave "Update existing products" off unless you want products with the same SKU to become drafts.',
    "Products arrive as drafts. A price is filled in only where your batch had a price column; check prices before you publish.",
    "Assets whose rows name a parent (parent_sku) and a choice (option_color, color, size and the like) are variations of one product.",
    "WooCommerce's importer doesn't set alt texts. images.csv gives the alt text of every file; AssetQL's WordPress connector sets them for you.",
  ],
};
