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

/** The first row of a product describes it; each further row adds one image. */
interface ShopifyRow {
  product: Product;
  isFirst: boolean;
  image?: ProductImage & { position: number };
}

const ofProduct = (value: (product: Product) => string) => (row: ShopifyRow) =>
  row.isFirst ? value(row.product) : "";

/** Column names of Shopify's product template since 2025 (Help Center, "Using CSV files"). */
const COLUMNS: readonly CsvColumn<ShopifyRow>[] = [
  { header: "Title", value: ofProduct(({ asset }) => asset.title || asset.sku || asset.assetId) },
  { header: "URL handle", value: ({ product }) => product.handle },
  { header: "Description", value: ofProduct(({ asset }) => givenDescription(asset)), omitWhenBlank: true },
  { header: "Vendor", value: ofProduct(({ asset }) => vendor(asset)), omitWhenBlank: true },
  { header: "Type", value: ofProduct(({ asset }) => asset.category ?? ""), omitWhenBlank: true },
  { header: "Tags", value: ofProduct(({ asset }) => tagList(asset.tags)), omitWhenBlank: true },
  { header: "Published on online store", value: ofProduct(() => "FALSE") },
  { header: "Status", value: ofProduct(() => "draft") },
  { header: "SKU", value: ofProduct(({ asset }) => asset.sku ?? ""), omitWhenBlank: true },
  // What Shopify itself writes for a product without options.
  { header: "Option1 name", value: ofProduct(() => "Title") },
  { header: "Option1 value", value: ofProduct(() => "Default Title") },
  { header: "Price", value: ofProduct(({ asset }) => givenPrice(asset)), omitWhenBlank: true },
  { header: "Product image URL", value: ({ image }) => image?.url ?? "" },
  { header: "Image position", value: ({ image }) => image?.position ?? "" },
  { header: "Image alt text", value: ({ image }) => image?.altText ?? "" },
];

function vendor(asset: AssetRecord): string {
  const name = metadataValue(asset, "vendor", "brand");
  // Shopify refuses shorter ones.
  return name.length >= 2 ? name : "";
}

/** An image row without an address is refused by Shopify, so such images are left to images.csv. */
function rowsOf(product: Product): ShopifyRow[] {
  const hosted = product.images.filter(({ url }) => url !== "");
  const [first, ...others] = hosted.map((image, index) => ({ ...image, position: index + 1 }));
  return [
    { product, isFirst: true, ...(first ? { image: first } : {}) },
    ...others.map((image) => ({ product, isFirst: false, image })),
  ];
}

export const shopify: CommerceManifest = {
  title: "Shopify",
  // Shopify recommends 2048 x 2048 for product images and makes its own smaller ones from that.
  sizes: { thumbnail: 256, medium: 800, large: 2048 },
  productsCsv: (products) => ({
    path: "products-shopify.csv",
    bytes: writeCsv(COLUMNS, products.flatMap(rowsOf)),
  }),
  steps: (hasUrls) => [
    "In Shopify admin open Products, Import, and choose products-shopify.csv.",
    'Leave "Overwrite products with matching handles" off: the products in the file are drafts, and overwriting would turn live products into drafts. To put images on products you already sell, add them on the page of each product, under Media.',
    "Products arrive as drafts that are not published. A price is filled in only where your batch had a price column; check prices before you publish.",
    hasUrls
      ? 'The column "Product image URL" holds addresses that Shopify fetches during the import. Import before these addresses expire.'
      : 'The column "Product image URL" is empty, since this export was made without a public address. Upload the folder images/large under Content, Files, and match images to products by file name: images.csv gives the SKU and the alt text of every file.',
  ],
};
