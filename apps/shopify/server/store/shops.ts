import type { Documents } from "./documents.ts";

/** The partition of the app itself that lists the shops of which something is kept. */
const SHOPS = "*shops";

export async function rememberShop(documents: Documents, shop: string): Promise<void> {
  await documents.put({ shop: SHOPS, key: shop, value: true });
}

export async function knownShops(documents: Documents): Promise<string[]> {
  return (await documents.list(SHOPS, "")).map(({ key }) => key);
}

/** Everything of a shop; the entry in the list last, so that what is left after a crash is found. */
export async function eraseShop(documents: Documents, shop: string): Promise<void> {
  await documents.erase(shop);
  await documents.delete({ shop: SHOPS, key: shop });
}
