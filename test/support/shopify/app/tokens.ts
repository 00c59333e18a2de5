import { randomBytes } from "node:crypto";
import type { AccessToken } from "../fake-shopify.ts";
import type { ShopPerson } from "../state.ts";

/** An offline token that expires lives for an hour, its refresh token for 90 days; an online one for a day. */
export const TOKEN_SECONDS = 3_600;
export const REFRESH_SECONDS = 7_776_000;
export const ONLINE_SECONDS = 86_399;

/** The app's access tokens at one shop. */
export class Tokens {
  readonly #valid = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, string>();

  issue(scopes: readonly string[], options: { expiring?: boolean; user?: ShopPerson } = {}): AccessToken {
    const seconds = options.user !== undefined ? ONLINE_SECONDS : options.expiring ? TOKEN_SECONDS : null;
    const token: AccessToken = {
      token: `${options.user === undefined ? "shpat" : "shpua"}_${randomBytes(16).toString("hex")}`,
      scopes,
      expiresAt: seconds === null ? null : Date.now() + seconds * 1000,
      refreshToken:
        options.expiring && options.user === undefined ? `shprt_${randomBytes(16).toString("hex")}` : null,
      user: options.user ?? null,
    };
    this.#valid.set(token.token, token);
    if (token.refreshToken !== null) this.#refresh.set(token.refreshToken, token.token);
    return token;
  }

  /** Undefined for one that is unknown, expired or revoked. */
  find(token: string | null): AccessToken | undefined {
    const found = token === null ? undefined : this.#valid.get(token);
    if (found === undefined) return undefined;
    return found.expiresAt !== null && found.expiresAt <= Date.now() ? undefined : found;
  }

  /** A new token for an old one's refresh token, which works once; the old token works no longer. */
  rotate(refreshToken: string, scopes: readonly string[]): AccessToken | undefined {
    const old = this.#refresh.get(refreshToken);
    if (old === undefined) return undefined;
    this.#refresh.delete(refreshToken);
    this.#valid.delete(old);
    return this.issue(scopes, { expiring: true });
  }

  expire(token: string): void {
    this.#valid.delete(token);
  }

  revokeAll(): void {
    this.#valid.clear();
    this.#refresh.clear();
  }
}
