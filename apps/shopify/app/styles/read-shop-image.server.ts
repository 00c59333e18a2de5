import type { IncomingFile } from "@assetql/contract";
import { scaled } from "../common/scaled.ts";
import { REFERENCE_LIMITS } from "./reference-files.ts";

/** The only place that is read from: whatever address a browser sends, nothing else is asked. */
const HOST = "cdn.shopify.com";
/** Pixels: a style is learnt from less, and the file is smaller by far. */
const WIDTH = 1_600;
const PATIENCE_MS = 20_000;

/** One of the shop's images could not be read. */
export class ShopImageError extends Error {
  override readonly name = "ShopImageError";
  /** Of the file, for people. */
  readonly fileName: string;
  constructor(fileName: string, options?: ErrorOptions) {
    super(`${fileName} could not be read from the shop`, options);
    this.fileName = fileName;
  }
}

/** Whether an address is that of a file in Shopify's own store. */
export function isShopImage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  return protocol === "https:" && hostname === HOST && port === "" && username === "" && password === "";
}

/** The bytes of an image that the shop shows. Throws a `ShopImageError`. */
export async function readShopImage(
  address: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<IncomingFile> {
  const name = nameOf(address);
  if (!isShopImage(address)) throw new ShopImageError(name);
  try {
    const response = await fetch(scaled(address, WIDTH), {
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    return { name, bytes: await bytesOf(response.body) };
  } catch (error) {
    throw new ShopImageError(name, { cause: error });
  }
}

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const reader = body.getReader();
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > REFERENCE_LIMITS.bytes) {
      await reader.cancel();
      throw new Error("The file is too large");
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function nameOf(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : address;
  return decoded(path.split("/").at(-1) ?? "").slice(0, 120) || "image";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
