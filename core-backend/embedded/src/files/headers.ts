import { extname } from "node:path";
import type { BlobInfo } from "@assetql/core/ports";

// What a browser may show or read. Whatever can hold a script, such as SVG or HTML, is not here and is downloaded.
const TYPES: ReadonlyMap<string, string> = new Map([
  [".png", "image/png"],
  [".jpg", "image/jpeg"],
  [".jpeg", "image/jpeg"],
  [".webp", "image/webp"],
  [".gif", "image/gif"],
  [".avif", "image/avif"],
  [".json", "application/json"],
  [".csv", "text/csv; charset=utf-8"],
  [".txt", "text/plain; charset=utf-8"],
  [".zip", "application/zip"],
]);

/** Headers of a file that users made: shown if it is an image, saved otherwise, and never run. */
export function fileHeaders(info: BlobInfo, downloadName: string | undefined): Headers {
  const type = TYPES.get(extname(info.key).toLowerCase()) ?? "application/octet-stream";
  return new Headers({
    "content-type": type,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": disposition(type, downloadName),
    "cache-control": "private",
    "accept-ranges": "bytes",
    "last-modified": new Date(info.modifiedAt).toUTCString(),
  });
}

/** RFC 6266: the name twice, since old clients know only the ASCII form. */
function disposition(type: string, name: string | undefined): string {
  if (name === undefined) return type.startsWith("image/") ? "inline" : "attachment";
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeName(name)}`;
}

/** RFC 8187: what encodeURIComponent leaves and the grammar does not allow is escaped too. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
