import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { ShopPerson } from "../state.ts";

/** Who is signed in to Shopify admin. */
export interface AdminUser extends ShopPerson {
  readonly email: string;
}

export interface TokenIssuer {
  readonly shop: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How long Shopify's session tokens are good for. */
export const SESSION_TOKEN_SECONDS = 60;

/** A session token as App Bridge hands it to the app; `at` in milliseconds since 1970. */
export function mintSessionToken(issuer: TokenIssuer, userId: number, at = Date.now()): Promise<string> {
  const now = Math.floor(at / 1000);
  return new SignJWT({ dest: `https://${issuer.shop}`, sid: randomUUID() })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(`https://${issuer.shop}/admin`)
    .setAudience(issuer.clientId)
    .setSubject(String(userId))
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + SESSION_TOKEN_SECONDS)
    .setJti(randomUUID())
    .sign(Buffer.from(issuer.clientSecret));
}
