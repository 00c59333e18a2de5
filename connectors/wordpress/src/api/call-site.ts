import { ConnectorError, type Context } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import type { APIFetchOptions } from "@wordpress/api-fetch";
import type { z } from "zod";
import { apiFetch } from "./api-fetch.ts";
import { explainAnswer } from "./explain-answer.ts";
import { explainFailure } from "./explain-failure.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Where a call goes and by which way out: everything that differs from one site to the next. */
export interface SiteDoor {
  /** The site's address without a slash at its end, as in https://blog.example */
  readonly url: string;
  /** Whether routes are asked for as `?rest_route=`, for sites without pretty permalinks. */
  readonly plainPermalinks: boolean;
  readonly authorization: string;
  readonly context: Pick<Context<unknown, unknown>, "fetch" | "signal" | "now" | "slowDown">;
}

export interface Call {
  /** With the query, as in `/wp/v2/media?slug=a` */
  readonly path: string;
  /** Whatever is no GET or POST travels as a POST with an override header: many hosts let nothing else through. */
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly data?: Readonly<Record<string, Json>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

interface SiteOptions extends APIFetchOptions {
  readonly site: SiteDoor;
}

const READ_TIMEOUT_MS = 30_000;
/** A site makes all its sizes of an image before it answers. */
const WRITE_TIMEOUT_MS = 120_000;

/**
 * Calls a site's REST API by `@wordpress/api-fetch`, and checks what it answers. Throws a ConnectorError: a
 * `WordPressError` with WordPress's own code, status and Retry-After when the site answered.
 */
export async function callSite<T>(site: SiteDoor, call: Call, schema: z.ZodType<T>): Promise<T> {
  const { body, ...rest } = call;
  const options: SiteOptions = { ...rest, site, ...(body === undefined ? {} : { body }) };
  const answer: unknown = await apiFetch(options);
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  const detail = `${site.url} answers ${pathOnly(call.path)} in a shape that is not WordPress's (${where}). A plugin may change it.`;
  throw new ConnectorError("not-the-platform", detail, { cause: parsed.error });
}

/** One handler for all sites: middlewares and handlers of api-fetch are global, so the site travels in the options. */
apiFetch.setFetchHandler((options) =>
  isForSite(options) ? send(options) : apiFetch.defaultFetchHandler(options),
);

function isForSite(options: APIFetchOptions): options is SiteOptions {
  return "site" in options;
}

async function send(options: SiteOptions): Promise<unknown> {
  const { site, path = "", data, headers = {}, method = "GET" } = options;
  const { context } = site;
  const sent = data === undefined ? options.body : JSON.stringify(data);
  const response = await context
    .fetch(addressOf(site, path), {
      method,
      headers: {
        Accept: "application/json",
        ...headers,
        ...(data === undefined ? {} : { "Content-Type": "application/json" }),
        Authorization: site.authorization,
      },
      ...(sent === undefined ? {} : { body: sent }),
      signal: context.signal,
      timeoutMs: method === "GET" ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS,
    })
    .catch((error: unknown) => {
      throw explainFailure(error, site.url);
    });
  const text = await response.text();
  const json = parseJson(text);
  if (response.ok && json !== undefined) return json;
  const retryAfter = retryAfterMs(response.headers.get("retry-after"), context.now());
  if (response.status === 429 && retryAfter !== undefined) context.slowDown({ pauseMs: retryAfter });
  throw explainAnswer({
    site: site.url,
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    text,
    json,
    retryAfterMs: retryAfter,
    location: response.headers.get("location"),
  });
}

function addressOf({ url, plainPermalinks }: SiteDoor, path: string): string {
  if (!plainPermalinks) return `${url}/wp-json${path}`;
  const [route = "", query = ""] = path.split("?");
  return `${url}/?rest_route=${encodeURIComponent(route)}${query === "" ? "" : `&${query}`}`;
}

function pathOnly(path: string): string {
  return path.split("?")[0] ?? path;
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
