import type { IncomingFile, RequestBody } from "@assetql/contract";

export type Members = Readonly<Record<string, unknown>>;
export type Files = Readonly<Record<string, readonly IncomingFile[] | undefined>>;

/** What a body can be sent again from. */
export type Payload = string | Blob | FormData;

/** The address of an operation; `path` has `{name}` for each of `params`. */
export function encodeUrl(
  baseUrl: string,
  path: string,
  { params, query }: { params?: Members | undefined; query?: Members | undefined },
): URL {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name])),
  );
  const url = new URL(baseUrl.replace(/\/+$/, "") + filled);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** JSON, or a form if there are files. The form's type has a boundary, which `fetch` adds. */
export function encodeBody(
  { multipart }: RequestBody,
  members: Members,
  files: Files,
): { body: () => Payload; contentType?: string } {
  const isForm = multipart !== undefined && Object.values(files).some((list) => (list?.length ?? 0) > 0);
  if (isForm) return { body: () => form(members, files, multipart.jsonFields) };
  const json = JSON.stringify(members);
  return { body: () => json, contentType: "application/json" };
}

function form(members: Members, files: Files, jsonFields: readonly string[]): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined)
      data.set(name, jsonFields.includes(name) ? JSON.stringify(value) : String(value));
  }
  for (const [name, list = []] of Object.entries(files)) {
    for (const file of list) data.append(name, toBlob(file.bytes), file.name);
  }
  return data;
}

/** Blobs take no bytes of shared memory; those are copied. */
export const toBlob = (bytes: Uint8Array): Blob =>
  new Blob([
    bytes.buffer instanceof ArrayBuffer
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : Uint8Array.from(bytes),
  ]);
