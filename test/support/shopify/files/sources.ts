import type { Backstage } from "../backstage.ts";
import type { ShopState } from "../state.ts";
import { uploadAt } from "./staged-uploads.ts";

/** What an address that Shopify is told to take an image from leads to. */
export type Source =
  | {
      readonly kind: "found";
      readonly fileName: string;
      readonly bytes: Uint8Array;
      readonly mimeType: string;
    }
  /** A staged upload that nothing was sent to, or a file that is gone. */
  | { readonly kind: "empty"; readonly fileName: string; readonly mimeType: string }
  /** An address elsewhere. */
  | { readonly kind: "elsewhere" };

export function sourceAt(backstage: Backstage, address: string): Source {
  const upload = uploadAt(backstage, address);
  if (upload !== undefined) {
    const { fileName, mimeType, bytes } = upload;
    return bytes === null
      ? { kind: "empty", fileName, mimeType }
      : { kind: "found", fileName, mimeType, bytes };
  }
  if (!URL.canParse(address) || new URL(address).hostname !== "cdn.shopify.com") return { kind: "elsewhere" };
  const stored = storedAt(backstage.state, new URL(address).pathname);
  const fileName = decodeURIComponent(address.split("?")[0]?.split("/").at(-1) ?? "");
  if (stored === undefined) return { kind: "empty", fileName, mimeType: "application/octet-stream" };
  return { kind: "found", fileName, ...stored };
}

/** What `cdn.shopify.com` serves at a path: files that are READY, and images of collections. */
export function storedAt(
  { files, collections }: ShopState,
  path: string,
): { readonly bytes: Uint8Array; readonly mimeType: string } | undefined {
  const isHere = (url: string | null): boolean => url !== null && new URL(url).pathname === path;
  const file = [...files.values()].find(({ url }) => isHere(url));
  if (file !== undefined) return { bytes: file.bytes, mimeType: file.mimeType };
  const image = [...collections.values()].find((collection) => isHere(collection.image?.url ?? null))?.image;
  return image === undefined || image === null ? undefined : { bytes: image.bytes, mimeType: image.mimeType };
}
