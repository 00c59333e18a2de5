import type { Batch, Publication, StyleProfile } from "@assetql/contract";
import type { ShopProduct } from "../support/shopify/state.ts";
import { asVisitor, type ShopWorkspace } from "./first-visit.ts";
import { type Rig, sasha } from "./rig.ts";
import { stockShop } from "./shop-stock.ts";

const IMAGES = 12;
const CHOSEN = 6;
const steps = ["style", "batch", "reviewed", "published"];

export interface Seeded {
  readonly style?: StyleProfile;
  readonly batch?: Batch;
  readonly publication?: Publication;
  readonly selection?: { readonly id: string };
}

/**
 * What a look needs, in words: `products=40`, `selection` (of the first six), and `style`, `batch` (12 finished images),
 * `reviewed` (half of them approved, two rejected) or `published`, each of which contains those before it.
 */
export async function seed(rig: Rig, words: readonly string[]): Promise<Seeded> {
  const count = words.map((word) => /^products=(\d+)$/.exec(word)?.[1]).find((found) => found !== undefined);
  await stockShop(rig.shopify.state, count === undefined ? {} : { products: Number(count) });
  const unknown = words.filter(
    (word) => !/^products=\d+$/.test(word) && word !== "selection" && !steps.includes(word),
  );
  if (unknown.length > 0) throw new Error(`There is no seed ${unknown.join(", ")}`);
  const last = Math.max(...words.map((word) => steps.indexOf(word)));
  const selection = words.includes("selection") ? { selection: await seedSelection(rig) } : {};
  return { ...selection, ...(last < 0 ? {} : await seedSteps(rig, last)) };
}

async function seedSteps(rig: Rig, last: number): Promise<Seeded> {
  const shop = await rig.shopWorkspace();
  const style = await seedStyle(rig, shop);
  if (last < 1) return { style };
  const batch = await seedBatch(rig, shop, style);
  if (last >= 2) await seedReview(shop, batch);
  if (last < 3) return { style, batch };
  return { style, batch, publication: await seedPublication(shop, batch) };
}

/** As the page for choosing saves it. */
async function seedSelection(rig: Rig): Promise<{ readonly id: string }> {
  const ids = [...rig.shopify.state.products.keys()].slice(0, CHOSEN).map((id) => `product/${id}`);
  const form = { intent: "save", kind: "products", name: "First six", ids: JSON.stringify(ids) };
  rig.admin.signIn(sasha);
  const response = await fetch(`${rig.app.url}/app/choose.data`, {
    method: "POST",
    headers: { ...asVisitor, Authorization: `Bearer ${await rig.admin.sessionToken(sasha)}` },
    body: new URLSearchParams(form),
  });
  const answer = await response.text();
  const id = /\/app\/configure\/([\w-]+)/.exec(answer)?.[1];
  if (id === undefined) throw new Error(`No selection was made: ${answer}`);
  return { id };
}

export const seedStyle = (rig: Rig, { client }: ShopWorkspace): Promise<StyleProfile> =>
  client.styles.create({
    name: "House style",
    deviationThreshold: 0,
    files: [{ name: "reference.png", bytes: rig.reference }],
  });

/** A batch as the app makes it, of the shop's first products. */
export async function seedBatch(rig: Rig, shop: ShopWorkspace, style: StyleProfile): Promise<Batch> {
  const products = [...rig.shopify.state.products.values()].slice(0, IMAGES);
  const rows = Array.from({ length: IMAGES }, (_, index) => {
    const product = products[index % products.length];
    if (product === undefined) throw new Error("The shop has no products");
    return rowOf(product, 1 + Math.floor(index / products.length));
  });
  const columns = ["item_id", "image_number", "sku", "title", "product_type", "vendor", "tags"];
  const csv = [columns, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n");
  const { id } = await shop.client.batches.create({
    name: "Autumn photographs",
    styleProfileId: style.id,
    template: "{title} on a plain table, {product_type}",
    csv,
    targetId: shop.targetId,
    config: { width: 256, height: 256, seed: 1 },
  });
  return shop.client.batches.watch(id);
}

const rowOf = (product: ShopProduct, imageNumber: number): string[] => [
  `product/${product.id}`,
  String(imageNumber),
  product.variants[0]?.sku ?? "",
  product.title,
  product.productType,
  product.vendor,
  product.tags.join(", "),
];

/** Approves half of a batch's images and rejects two. */
export async function seedReview({ client }: ShopWorkspace, batch: Batch): Promise<void> {
  const { items } = await client.assets.list({ batchId: batch.id, limit: 100 });
  const ids = items.map(({ id }) => id);
  await client.assets.review({ assetIds: ids.slice(0, ids.length / 2), action: "approve" });
  await client.assets.review({ assetIds: ids.slice(-2), action: "reject" });
}

async function seedPublication({ client, targetId }: ShopWorkspace, batch: Batch): Promise<Publication> {
  const { id } = await client.publications.create({ targetId, batchId: batch.id, apply: true });
  return client.publications.wait(id);
}
