import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "@assetql/connector-sdk";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { z } from "zod";
import { wordsOf } from "../log/log.ts";
import type { Documents } from "../store/documents.ts";
import { giveBackLease, takeLease } from "../store/lease.ts";
import { createOnce } from "../store/once.ts";

export interface TokenDeps {
  readonly documents: Documents;
  readonly sessions: SessionStorage;
  readonly offlineId: (shop: string) => string;
  /** A new session for a refresh token, which may be used once. Throws when Shopify refuses. */
  readonly refresh: (shop: string, refreshToken: string) => Promise<Session>;
  readonly now: () => number;
  readonly log: Log;
  /** Milliseconds until Shopify must have renewed a token: less than the lease; 20 seconds unless told. */
  readonly refreshMs?: number;
}

export interface TokenOptions {
  /** The token given before was refused. */
  readonly anew?: boolean;
}

/** Tokens with which the app works for a shop when nobody is there. Nobody but this refreshes them. */
export interface AccessTokens {
  /** Throws ConnectorErrors: `credentials-missing` for a shop that has not the app, `unavailable`. */
  of(shop: string, options?: TokenOptions): Promise<string>;
}

const LEASE_KEY = "token-refresh";
const LEASE_MS = 30_000;
const REFRESH_MS = 20_000;
const LOOK_AGAIN_MS = 100;
const JUST_NOW_MS = 5_000;
/** One that ends within that is renewed, so that no call is under way when it ends. */
const SOON_MS = 5 * 60_000;

export function createAccessTokens(deps: TokenDeps): AccessTokens {
  const once = createOnce<string>();
  /** By shop, what was given last: with `anew` it is this one that was refused. */
  const given = new Map<string, { readonly token: string; readonly at: number }>();
  const give = (shop: string, token: string): string => {
    if (given.get(shop)?.token !== token) given.set(shop, { token, at: deps.now() });
    return token;
  };
  return {
    of(shop, { anew: isAsked = false } = {}) {
      const last = given.get(shop);
      // It took the place of the refused one just now: the caller had not heard of it.
      const anew = isAsked && !(last !== undefined && deps.now() - last.at < JUST_NOW_MS);
      const refused = anew ? last?.token : undefined;
      return once(`${shop}/${anew}`, async () => {
        const session = await load(deps, shop);
        return give(shop, await usable(deps, session, { shop, refused, force: anew }));
      });
    },
  };
}

interface Wanted {
  readonly shop: string;
  readonly refused: string | undefined;
  /** Any that is kept now was refused. */
  readonly force: boolean;
}

async function load(
  { sessions, offlineId }: TokenDeps,
  shop: string,
): Promise<Session & { accessToken: string }> {
  const session = await sessions.loadSession(offlineId(shop));
  if (session?.accessToken === undefined) throw missing(shop);
  return Object.assign(session, { accessToken: session.accessToken });
}

const missing = (shop: string): ConnectorError =>
  new ConnectorError(
    "credentials-missing",
    `${shop} has not installed the app, or has to open it once more in Shopify admin.`,
  );

function isUsable(deps: TokenDeps, session: Session, { refused, force }: Wanted): boolean {
  if (force && (refused === undefined || session.accessToken === refused)) return false;
  return session.expires === undefined || session.expires.getTime() - SOON_MS > deps.now();
}

async function usable(
  deps: TokenDeps,
  first: Session & { accessToken: string },
  wanted: Wanted,
): Promise<string> {
  const holder = { shop: wanted.shop, key: LEASE_KEY, by: randomUUID() };
  let session = first;
  for (;;) {
    if (isUsable(deps, session, wanted)) return session.accessToken;
    // One at a time over all processes: a refresh token that is used twice ends the shop's access.
    if (await takeLease(deps, holder, LEASE_MS)) {
      try {
        // Whoever had the lease before may just have renewed it.
        session = await load(deps, wanted.shop);
        if (isUsable(deps, session, wanted)) return session.accessToken;
        return await renew(deps, session, wanted.shop);
      } finally {
        await giveBackLease(deps, holder);
      }
    }
    await wait(LOOK_AGAIN_MS);
    session = await load(deps, wanted.shop);
  }
}

async function renew(
  deps: TokenDeps,
  session: Session & { accessToken: string },
  shop: string,
): Promise<string> {
  const { log, now, refreshMs = REFRESH_MS } = deps;
  const { refreshToken, refreshTokenExpires } = session;
  const isOver = refreshTokenExpires !== undefined && refreshTokenExpires.getTime() <= now();
  if (refreshToken === undefined || isOver) throw missing(shop);
  try {
    return await within(refreshMs, refreshed(deps, { shop, refreshToken, id: session.id }));
  } catch (error) {
    if (isRefusal(error)) return afterRefusal(deps, session, shop);
    if (error instanceof ConnectorError) throw error;
    log("warn", "A token could not be renewed", { shop, error: wordsOf(error) });
    throw new ConnectorError("unavailable", `Shopify does not renew the access to ${shop} at the moment.`, {
      cause: error,
    });
  }
}

interface Refresh {
  readonly shop: string;
  readonly refreshToken: string;
  /** Of the session. */
  readonly id: string;
}

/** What comes too late is kept, too, as the old refresh token is used up; but not over a newer one. */
async function refreshed(
  { sessions, refresh, log }: TokenDeps,
  { shop, refreshToken, id }: Refresh,
): Promise<string> {
  const renewed = await refresh(shop, refreshToken);
  if (renewed.accessToken === undefined) throw missing(shop);
  const now = await sessions.loadSession(id);
  if (now?.accessToken !== undefined && now.refreshToken !== refreshToken) return now.accessToken;
  await sessions.storeSession(renewed);
  log("debug", "A token was renewed", { shop });
  return renewed.accessToken;
}

async function within<T>(milliseconds: number, running: Promise<T>): Promise<T> {
  const over = new AbortController();
  const { signal } = over;
  // What fails later than that is nobody's any more.
  running.catch(() => undefined);
  try {
    return await Promise.race([
      running,
      wait(milliseconds, undefined, { signal }).then(() => {
        throw new Error(`Shopify has not answered within ${milliseconds} ms`);
      }),
    ]);
  } finally {
    over.abort();
  }
}

/**
 * Somebody may just have opened the app, and tokens were exchanged anew. Otherwise the app has no access any more, and
 * forgets the sessions of the shop's people, too: with them the next one who opens it would not bring new tokens.
 */
async function afterRefusal({ sessions }: TokenDeps, refused: Session, shop: string): Promise<string> {
  const now = await sessions.loadSession(refused.id);
  if (now?.accessToken !== undefined && now.accessToken !== refused.accessToken) return now.accessToken;
  const all = await sessions.findSessionsByShop(shop);
  await sessions.deleteSessions(all.map(({ id }) => id));
  throw missing(shop);
}

/** Shopify's answer to a refresh token that it does not know any more, as after the app was uninstalled. */
const isRefusal = (error: unknown): boolean => {
  const code = z.object({ response: z.object({ code: z.number() }) }).safeParse(error).data?.response.code;
  return code !== undefined && code >= 400 && code < 500 && code !== 429;
};
