import { createHmac, randomBytes } from "node:crypto";
import { type AdminUser, mintSessionToken, type TokenIssuer } from "./session-tokens.ts";

/** What Shopify adds to the app's address, and never shows in its own. */
const ADDED = ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp"];

export interface Place {
  /** In the app, as in `/app/choose`. */
  readonly path: string;
  readonly search: URLSearchParams;
}

export interface FrameOptions {
  readonly issuer: TokenIssuer;
  readonly appUrl: string;
  readonly user: AdminUser;
  /** When the token in the address was made; now unless told. */
  readonly tokenAt?: number;
}

/** The address that Shopify admin loads into its frame. */
export async function frameAddress(place: Place, options: FrameOptions): Promise<string> {
  const { issuer, appUrl, user, tokenAt } = options;
  const query = new URLSearchParams([...place.search].filter(([name]) => !ADDED.includes(name)));
  query.set("embedded", "1");
  query.set("host", Buffer.from(`admin.shopify.com/store/${storeOf(issuer.shop)}`).toString("base64"));
  query.set("id_token", await mintSessionToken(issuer, user.id, tokenAt));
  query.set("locale", user.locale);
  query.set("session", randomBytes(32).toString("hex"));
  query.set("shop", issuer.shop);
  query.set("timestamp", String(Math.floor(Date.now() / 1000)));
  query.sort();
  query.set("hmac", createHmac("sha256", issuer.clientSecret).update(query.toString()).digest("hex"));
  return `${appUrl}${place.path}?${query}`;
}

/** `spike` of `spike.myshopify.com`. */
export const storeOf = (shop: string): string => shop.replace(/\.myshopify\.com$/, "");
