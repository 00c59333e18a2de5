import { ConnectorError } from "@assetql/connector-sdk";
import { problemReasons } from "../problem-reasons.ts";
import type { GraphqlError } from "./answer.ts";

/** Until a call that Shopify refused with HTTP 429 is tried again, when it does not say. */
const RATE_LIMIT_MS = 2_000;

type Head = Pick<Response, "status" | "headers">;

/** The problem behind an answer that is not HTTP 200. Statuses as of https://shopify.dev/docs/api/usage/response-codes. */
export function problemOfStatus(shop: string, response: Head): ConnectorError {
  const { status } = response;
  switch (status) {
    case 401:
      return new ConnectorError(
        "credentials-refused",
        `${shop} no longer lets the app in. Open the app in Shopify admin; if it is not there, install it again.`,
      );
    case 402:
      return new ConnectorError("credentials-refused", problemReasons["shop-frozen"]);
    case 403:
      return new ConnectorError(
        "credentials-refused",
        `${shop} does not let the app in. Open the app in Shopify admin and check that the shop is active.`,
      );
    case 404:
      return new ConnectorError(
        "target-not-found",
        `There is no shop at ${shop}. It may have been closed, or its address has changed.`,
      );
    case 423:
      return new ConnectorError("credentials-refused", problemReasons["shop-locked"]);
    case 429:
      return new ConnectorError("rate-limited", "Shopify asked to send requests more slowly.", {
        retryAfterMs: retryAfterMs(response),
      });
    default:
      return unusual(shop, status);
  }
}

function unusual(shop: string, status: number): ConnectorError {
  if (status >= 500) {
    return new ConnectorError("unavailable", `Shopify has a problem of its own (status ${status}).`);
  }
  if (status >= 300 && status < 400) {
    return new ConnectorError(
      "target-not-found",
      `${shop} has moved to another address. Enter its myshopify.com address.`,
    );
  }
  return new ConnectorError("refused", `Shopify refused the request (status ${status}).`);
}

export function retryAfterMs({ headers }: Head): number {
  const seconds = Number.parseFloat(headers.get("retry-after") ?? "");
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : RATE_LIMIT_MS;
}

/** An answer that is none of the Admin API: Shopify's own page while it is being mended, or one cut short. */
export const notAnAnswer = (): ConnectorError =>
  new ConnectorError(
    "unavailable",
    "Shopify has not answered as it should. It may have a problem of its own.",
  );

/** An answer whose data is not what was asked for: a mistake of ours, or a change at Shopify. */
export const unexpectedData = (name: string, where: string): ConnectorError =>
  new ConnectorError(
    "refused",
    `Shopify's answer to ${name} is not as expected (${where === "" ? "as a whole" : where}). Please report it.`,
  );

export const unreachable = (shop: string, cause: unknown): ConnectorError =>
  new ConnectorError("unreachable", `${shop} cannot be reached.`, { cause });

export const timedOut = (shop: string, cause: unknown): ConnectorError =>
  new ConnectorError("timed-out", `${shop} has not answered in time.`, { cause });

export const isThrottled = (errors: readonly GraphqlError[]): boolean =>
  errors.some(({ message, extensions }) => extensions?.code === "THROTTLED" || message === "Throttled");

/**
 * The problem behind errors in an answer with HTTP 200, other than THROTTLED. Codes as of
 * https://shopify.dev/docs/api/admin-graphql#status_and_error_codes. A plain Error is a mistake of ours.
 */
export function problemOfErrors(name: string, errors: readonly GraphqlError[]): Error {
  const [first] = errors;
  const codes = new Set(errors.map(({ extensions }) => extensions?.code));
  const denied = errors.find(({ extensions }) => extensions?.code === "ACCESS_DENIED");
  if (denied !== undefined) return accessDenied(denied);
  if (codes.has("SHOP_INACTIVE"))
    return new ConnectorError("credentials-refused", problemReasons["shop-locked"]);
  if (codes.has("MAX_COST_EXCEEDED")) {
    return new Error(`${name} asks for more at once than Shopify allows: ${first?.message ?? ""}`);
  }
  if (codes.has("INTERNAL_SERVER_ERROR") || codes.has("TIMEOUT")) {
    return new ConnectorError("unavailable", "Shopify has a problem of its own.");
  }
  return new ConnectorError("refused", `Shopify refused it: ${sentenceOf(first?.message)}`);
}

function accessDenied({ message, extensions }: GraphqlError): ConnectorError {
  const scopes = scopesIn(extensions?.requiredAccess ?? message);
  const missing = scopes.length === 0 ? "a permission is missing" : `it needs ${scopes.join(" or ")}`;
  return new ConnectorError(
    "permission-denied",
    `The app may not do this in the shop: ${missing}. Open the app in Shopify admin and agree to its permissions.`,
  );
}

const scopesIn = (text: string): string[] => [...new Set(text.match(/\b(?:read|write)_[a-z_]+\b/g))];

function sentenceOf(message = "no reason given"): string {
  const short = message.length > 300 ? `${message.slice(0, 300)}…` : message;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}
