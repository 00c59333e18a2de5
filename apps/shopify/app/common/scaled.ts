/** Shopify's store of files makes smaller ones on request; other addresses stay as they are. */
export function scaled(url: string, width: number): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  if (address.hostname !== "cdn.shopify.com") return url;
  address.searchParams.set("width", String(width));
  return address.href;
}
