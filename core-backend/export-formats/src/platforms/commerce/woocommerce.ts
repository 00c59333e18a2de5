import { type CsvColumn, writeCsv } from "../../csv.ts";
import {
  type CommerceManifest,
  givenDescription,
  givenPrice,
  type Product,
  type ProductImage,
  tagList,
} from "./manifest.ts";

const DRAFT = -1;

/** Column names of WooCommerce's own importer (wiki, "Product CSV Import Schema"). */
const COLUMNS: readonly CsvColumn<Product>[] = [
  { header: "ID", value: () => "" },
  { header: "Type", value: () => "simple" },
  { header: "SKU", value: ({ asset }) => asset.sku ?? "" },
  { header: "Name", value: ({ asset }) => asset.title || asset.sku || asset.assetId },
  { header: "Published", value: () => DRAFT },
  { header: "Visibility in catalog", value: () => "visible" },
  { header: "Description", value: ({ asset }) => givenDescription(asset), omitWhenBlank: true },
  { header: "Regular price", value: ({ asset }) => givenPrice(asset), omitWhenBlank: true },
  { header: "Categories", value: ({ asset }) => escapeCommas(asset.category ?? "") },
  { header: "Tags", value: ({ asset }) => tagList(asset.tags) },
  { header: "Images", value: ({ images }) => images.map(imageReference).join(", ") },
];

/** The importer takes an address, or the name of a file that is already in the media library. */
function imageReference({ url, fileName }: ProductImage): string {
  return url === "" ? fileName : url.replaceAll(",", "%2C");
}

/** The importer splits at commas that no backslash precedes. */
function escapeCommas(category: string): string {
  return category.replaceAll(",", "\\,");
}

export const woocommerce: CommerceManifest = {
  title: "WooCommerce",
  // 300 and 600 are what WooCommerce shows in the catalogue and on a product's page.
  sizes: { thumbnail: 300, medium: 600, large: 2048 },
  productsCsv: (products) => ({ path: "products-woocommerce.csv", bytes: writeCsv(COLUMNS, products) }),
  steps: (hasUrls) => [
    hasUrls
      ? 'The column "Images" holds addresses that WooCommerce fetches during the import. Import before these addresses expire.'
      : 'First upload the files of the folder images/large under Media, Add New, and don\'t rename them: this export was made without a public address, so the column "Images" gives file names, and the importer finds them in the media library by name.',
    "In WordPress admin open Products, Import, choose products-woocommerce.csv and keep the suggested columns.",
    'Leave "Update existing products" off unless you want products with the same SKU to become drafts.',
    "Products arrive as drafts. A price is filled in only where your batch had a price column; check prices before you publish.",
    "WooCommerce's importer doesn't set alt texts. images.csv gives the alt text of every file; AssetQL's WordPress connector sets them for you.",
  ],
};
