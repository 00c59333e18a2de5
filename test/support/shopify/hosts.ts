import type { Door } from "@assetql/outgoing";
import { answerCall } from "./api/call.ts";
import { answerCharge } from "./app/billing.ts";
import { answerOauth } from "./app/oauth.ts";
import type { Backstage } from "./backstage.ts";
import { BULK_HOST, bulkResult } from "./bulk/bulk.ts";
import { ConnectionCut, Unsupported } from "./errors.ts";
import { storedAt } from "./files/sources.ts";
import { receiveUpload, UPLOAD_HOST } from "./files/staged-uploads.ts";

/** Answers for all of Shopify's names; what is none of them is remembered. */
export async function handle(backstage: Backstage, request: Request): Promise<Response> {
  try {
    return await answer(backstage, request);
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    return new Response(`The fake Shopify does not implement: ${error.message}`, { status: 400 });
  }
}

async function answer(backstage: Backstage, request: Request): Promise<Response> {
  const { hostname, pathname } = new URL(request.url);
  if (hostname === backstage.options.shop) return answerShop(backstage, request, pathname);
  // Another shop is one that the app is not installed in.
  if (hostname.endsWith(".myshopify.com")) return Response.json({ errors: "Not Found" }, { status: 404 });
  if (hostname === UPLOAD_HOST) return receiveUpload(backstage, request);
  if (hostname === BULK_HOST) return bulkResult(backstage, pathname);
  if (hostname === "cdn.shopify.com") return stored(backstage, pathname);
  backstage.unsupported.push(`a request to ${hostname}`);
  return new Response("Not Found", { status: 404 });
}

async function answerShop(backstage: Backstage, request: Request, pathname: string): Promise<Response> {
  if (pathname === "/admin/oauth/access_token") return answerOauth(backstage, request);
  const version = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(pathname)?.[1];
  if (version !== undefined) return answerCall(backstage, version, request);
  if (pathname.startsWith("/admin/charges/")) return answerCharge(backstage.subscriptions, request);
  return Response.json({ errors: "Not Found" }, { status: 404 });
}

function stored({ state }: Backstage, pathname: string): Response {
  const found = storedAt(state, pathname);
  const headers = { "access-control-allow-origin": "*", "timing-allow-origin": "*" };
  if (found === undefined) return new Response("Not Found", { status: 404, headers });
  return new Response(new Uint8Array(found.bytes), {
    headers: { ...headers, "content-type": found.mimeType, "cache-control": "public, max-age=31557600" },
  });
}

type DoorFetch = Door["fetch"];

/** A way out that leads here, as `fetch` behaves: it rejects when it is aborted, and for hosts that are not Shopify's. */
export function newDoor(backstage: Backstage): Pick<Door, "fetch"> {
  const send = async (url: string | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(url, init);
    request.signal.throwIfAborted();
    const { hostname } = new URL(request.url);
    if (!isShopify(hostname)) {
      backstage.unsupported.push(`a request to ${hostname}`);
      throw new ConnectionCut(`${hostname} is no name of Shopify`);
    }
    const aborted = new Promise<never>((_, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true });
    });
    return Promise.race([handle(backstage, request), aborted]);
  };
  // The door's classes are undici's own; those of Node, which are used here, do the same.
  return { fetch: send as unknown as DoorFetch };
}

const isShopify = (hostname: string): boolean =>
  hostname.endsWith(".myshopify.com") || [UPLOAD_HOST, BULK_HOST, "cdn.shopify.com"].includes(hostname);
