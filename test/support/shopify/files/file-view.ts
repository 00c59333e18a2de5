import type { Item } from "../api/pages.ts";
import type { CallContext, View } from "../context.ts";
import { globalId, type ShopFile } from "../state.ts";

export const fileId = (file: ShopFile): string => globalId(file.kind, file.id);

/**
 * `MediaImage` or `GenericFile`: addresses are null until it is READY. After its content was replaced a real shop gave
 * `image: null` for a READY image, and its preview: https://github.com/airhorns/shopify-draft-proxy,
 * `media-file-update-source-semantics.json`.
 */
export function fileView(file: ShopFile): View {
  const shared = {
    id: fileId(file),
    alt: file.alt,
    fileStatus: file.status,
    fileErrors: errorsOf(file, "FileError"),
    createdAt: file.createdAt,
    updatedAt: file.updatedAt,
    mimeType: file.mimeType,
    preview: previewOf(file),
  };
  if (file.kind === "GenericFile") {
    return { __typename: "GenericFile", ...shared, originalFileSize: file.bytes.byteLength, url: file.url };
  }
  return {
    __typename: "MediaImage",
    ...shared,
    status: file.status,
    mediaContentType: "IMAGE",
    mediaErrors: errorsOf(file, "MediaError"),
    mediaWarnings: [],
    image: file.status === "READY" && file.isReplaced !== true ? imageOf(file) : null,
    originalSource: {
      __typename: "MediaImageOriginalSource",
      fileSize: file.status === "READY" ? file.bytes.byteLength : null,
      url: file.url,
    },
  };
}

export const fileItem = (file: ShopFile): Item => ({
  id: file.id,
  view: () => fileView(file),
  sort: {
    CREATED_AT: file.createdAt,
    UPDATED_AT: file.updatedAt,
    FILENAME: file.fileName,
    ORIGINAL_UPLOAD_SIZE: file.bytes.byteLength,
  },
});

export function imageOf(file: ShopFile): View | null {
  if (file.url === null) return null;
  return imageView({
    id: globalId("ImageSource", file.id),
    url: file.url,
    altText: file.alt === "" ? null : file.alt,
    width: file.width,
    height: file.height,
  });
}

export function imageView(image: {
  readonly id: string;
  readonly url: string;
  readonly altText: string | null;
  readonly width: number | null;
  readonly height: number | null;
}): View {
  return {
    __typename: "Image",
    id: image.id,
    altText: image.altText,
    width: image.width,
    height: image.height,
    url: ({ transform }: Readonly<Record<string, unknown>>) => transformed(image.url, transform),
  };
}

/** As Shopify writes it: wishes are part of the address. */
function transformed(url: string, transform: unknown): string {
  if (typeof transform !== "object" || transform === null) return url;
  const address = new URL(url);
  for (const [wish, name] of [
    ["maxWidth", "width"],
    ["maxHeight", "height"],
    ["crop", "crop"],
    ["preferredContentType", "format"],
  ] as const) {
    const value = (transform as Record<string, unknown>)[wish];
    if (value !== undefined && value !== null) address.searchParams.set(name, String(value).toLowerCase());
  }
  return address.href;
}

const previewOf = (file: ShopFile): View => ({
  __typename: "MediaPreviewImage",
  status: file.status,
  image: file.kind === "MediaImage" ? imageOf(file) : null,
});

const errorsOf = (file: ShopFile, typename: string): View[] =>
  file.error === null
    ? []
    : [{ __typename: typename, code: file.error, details: null, message: messageOf(file.error) }];

const messageOf = (code: string): string =>
  code === "DUPLICATE_FILENAME_ERROR"
    ? "A file with the same name already exists."
    : "The image could not be processed. Upload the image again.";

/** By the global id of any kind of file. */
export function findFile({ backstage }: CallContext, id: unknown): ShopFile | undefined {
  const match = /^gid:\/\/shopify\/(MediaImage|GenericFile)\/(\d+)$/.exec(String(id));
  const file = backstage.state.files.get(match?.[2] ?? "");
  return file?.kind === match?.[1] ? file : undefined;
}
