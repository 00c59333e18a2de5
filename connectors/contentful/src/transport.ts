import { ConnectorError, type Context } from "@assetql/connector-sdk";
import type { RestAdapterParams } from "contentful-management";
import { problemOf } from "./problems.ts";
import type { ContentfulConfig, ContentfulCredentials } from "./settings.ts";

type Adapter = Extract<NonNullable<RestAdapterParams["adapter"]>, (...args: never[]) => unknown>;
type AxiosConfig = Parameters<Adapter>[0];

const TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 180_000;

/**
 * Sends what `contentful-management` composes through the host's way out, which paces requests and guards the
 * network. A failed answer becomes a {@link ConnectorError} here, where its headers can still be read: the client's
 * own errors have lost them, and carry the request.
 */
export function transport(context: Context<ContentfulConfig, ContentfulCredentials>): Adapter {
  return async (config) => {
    const url = addressOf(config);
    const method = (config.method ?? "get").toUpperCase();
    const isUpload = url.pathname.endsWith("/uploads");
    const body = bodyOf(config.data);
    const response = await context.fetch(url, {
      method,
      headers: headersOf(config),
      ...(body === undefined ? {} : { body }),
      signal: context.signal,
      timeoutMs: isUpload ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS,
    });
    const resetSeconds = tellPace(context, response.headers);
    const text = await response.text();
    if (!response.ok) {
      throw problemOf({ status: response.status, method, path: url.pathname, text, resetSeconds });
    }
    if (text !== "" && !isJson(response.headers)) {
      throw new ConnectorError(
        "not-the-platform",
        "What answers at this address is not Contentful: it sends a web page. Check the addresses of the target.",
      );
    }
    return {
      data: text,
      status: response.status,
      statusText: response.statusText,
      headers: Object.fromEntries(response.headers),
      config,
    };
  };
}

function addressOf({ baseURL = "", url = "", params }: AxiosConfig): URL {
  const address = new URL(`${baseURL}${url}`);
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value !== undefined && value !== null) address.searchParams.set(name, String(value));
  }
  return address;
}

function headersOf({ headers }: AxiosConfig): Record<string, string> {
  const known = Object.entries(headers).filter(
    ([, value]) => value !== null && value !== undefined && value !== false,
  );
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}

function bodyOf(data: unknown): string | Uint8Array<ArrayBuffer> | undefined {
  if (typeof data === "string") return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return undefined;
}

function isJson(headers: Headers): boolean {
  return /[/+]json/.test(headers.get("content-type") ?? "");
}

/**
 * Tells the host the pace that Contentful has just said it allows, less one for the others who work in the space.
 * Seconds to wait, when it says so.
 */
function tellPace(
  context: Context<ContentfulConfig, ContentfulCredentials>,
  headers: Headers,
): number | undefined {
  const limit = numberOf(headers.get("x-contentful-ratelimit-second-limit"));
  const reset = numberOf(headers.get("x-contentful-ratelimit-reset"));
  if (limit !== undefined && limit > 0) context.slowDown({ requestsPerSecond: Math.max(1, limit - 1) });
  if (reset !== undefined && reset > 0) context.slowDown({ pauseMs: reset * 1_000 });
  return reset;
}

function numberOf(text: string | null): number | undefined {
  const value = text === null || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
