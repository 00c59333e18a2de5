import type { Session } from "@shopify/shopify-api";
import { decodeJwt } from "jose";
import type { Shopify } from "../shopify/shopify.ts";
import { createInTurn, createOnce } from "../store/once.ts";

/** Whose request it is. Throws a Response where Shopify's own flow has to go on first. */
export type Authenticate = (request: Request) => Promise<Session>;

/**
 * The loaders of a page ask at the same time, and on the first load each of them would exchange tokens: those of one
 * request share one answer, and several requests of one person wait for each other, so that the second finds the
 * tokens of the first.
 */
export function createAuthenticate({ authenticate }: Pick<Shopify, "authenticate">): Authenticate {
  const once = createOnce<Session>();
  const inTurn = createInTurn();
  return async (request) => {
    const token = tokenOf(request);
    const run = async (): Promise<Session> => (await authenticate(request)).session;
    if (token === undefined) return run();
    try {
      return await once(`${token} ${request.url}`, () => inTurn(personOf(token), run));
    } catch (error) {
      // A body can be read once only, and this one may be thrown to several.
      throw error instanceof Response ? error.clone() : error;
    }
  };
}

const tokenOf = (request: Request): string | undefined =>
  request.headers.get("Authorization")?.replace(/^Bearer /, "") ??
  new URL(request.url).searchParams.get("id_token") ??
  undefined;

/** Only says whose turn it is: whether the token is good is found out later. */
function personOf(token: string): string {
  try {
    const { dest, sub } = decodeJwt(token);
    return `${dest} ${sub}`;
  } catch {
    return token;
  }
}
