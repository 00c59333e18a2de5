import type { Services } from "../services.ts";
import type { Shopify } from "../shopify/shopify.ts";

/** Nobody may show a page around this one, unless it is told below who. */
const NOBODY = "frame-ancestors 'none'";

/**
 * Beside who may show the page around it: scripts come from here and from Shopify, and the little ones that Remix writes
 * into a page; images from wherever the shop and the hub keep them.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' https://cdn.shopify.com",
  "style-src 'self' 'unsafe-inline' https://cdn.shopify.com",
  "font-src 'self' https://cdn.shopify.com data:",
  "img-src 'self' https: http: data: blob:",
  "connect-src 'self' https://cdn.shopify.com https://*.myshopify.com https://monorail-edge.shopifysvc.com",
  "base-uri 'self'",
  "form-action 'self'",
  "object-src 'none'",
];

/** Headers of every document: the shop that it is for, and Shopify admin, may show it around their page. */
export const addDocumentHeaders =
  (shopify: Pick<Shopify, "addDocumentHeaders">): Services["addDocumentHeaders"] =>
  (request, headers) => {
    shopify.addDocumentHeaders(request, headers);
    const ancestors = headers.get("Content-Security-Policy")?.replace(/;\s*$/, "") ?? NOBODY;
    headers.set("Content-Security-Policy", [...POLICY, ancestors].join("; "));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "origin");
    // A document is one person's, and its address holds a token.
    headers.set("Cache-Control", "no-store");
  };
