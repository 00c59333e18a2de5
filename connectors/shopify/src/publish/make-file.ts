import { ConnectorError, type ImageFile } from "@assetql/connector-sdk";
import type { Snapshot } from "@assetql/contract";
import { globalId } from "../item-id.ts";
import { fileErrorsById, type StagedTarget } from "../operations/files.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { acknowledgeFailed } from "./failed-update.ts";
import { fileNamed, isBroken } from "./find-files.ts";
import { downloadFormats, mimeTypes } from "./names.ts";
import { fileRefused, problemOf } from "./problems.ts";

/** What Shopify takes of one image, octets. */
const MOST_BYTES = 20 * 1024 * 1024;
const UPLOAD_TIMEOUT_MS = 120_000;

export interface FileToMake {
  /** With its ending; it says what it is of, so that it is made once. */
  readonly fileName: string;
  readonly alt: string;
  /** An address at Shopify to copy from; the asset's image unless told. */
  readonly copyOf?: string;
  /** Of the step. */
  readonly key: string;
  /** What an item shows of the file, by its number, until something is done with it. */
  readonly leaves?: (file: string) => Snapshot;
}

export interface MadeFile {
  readonly file: string;
  /** It was there already, under this name; its alternative text may be another one. */
  readonly wasThere: boolean;
}

/**
 * Puts an image into the shop's files, and waits until Shopify has processed it. Throws `file-refused` with Shopify's
 * own reason when it cannot; then the file is removed again, since it has never been an image.
 */
export async function makeFile(
  context: ShopChangeContext,
  shop: ShopConnection,
  wanted: FileToMake,
): Promise<MadeFile> {
  let missing = deleted;
  for (const key of [wanted.key, `${wanted.key}-again`]) {
    const made = await context.step(key, () => create(context, shop, wanted), {
      find: async () => {
        const found = await fileNamed(shop.client, wanted.fileName);
        return found === undefined || isBroken(found) ? undefined : { file: found.number, wasThere: true };
      },
      leaves: ({ file }) => wanted.leaves?.(file) ?? {},
    });
    const settled = await settledImage(shop, made.file);
    if (settled === "READY") return made;
    // Somebody has deleted it, or it was removed after a try that failed.
    if (settled === "GONE") continue;
    await discard(context, shop, made.file);
    if (settled.code !== "DUPLICATE_FILENAME_ERROR") throw fileRefused(settled.message);
    missing = notFoundYet;
    break;
  }
  const other = await fileNamed(shop.client, wanted.fileName);
  if (other === undefined || (await settledImage(shop, other.number)) !== "READY") throw missing();
  return { file: other.number, wasThere: true };
}

const deleted = (): ConnectorError =>
  new ConnectorError("unavailable", "The image was deleted in the shop while it was being published.");

interface Reason {
  readonly code: string;
  readonly message: string;
}

/** Or why Shopify could not make an image of it. One of which only an update has failed is made READY again. */
async function settledImage(
  { client, desk }: ShopConnection,
  file: string,
): Promise<"READY" | "GONE" | Reason> {
  const settled = await desk.settled(client, file);
  if (settled !== "FAILED") return settled;
  const id = globalId("MediaImage", file);
  const { nodes } = await client.call(fileErrorsById, { ids: [id] });
  const [node] = nodes;
  if (!node) return "GONE";
  if (node.preview?.image) {
    if (await acknowledgeFailed(client, id)) return "READY";
    throw new ConnectorError(
      "unavailable",
      "Shopify could not change the image, and is still working on it.",
    );
  }
  const [error] = node.fileErrors;
  if (error === undefined) return { code: "UNKNOWN", message: "It gave no reason." };
  return { code: error.code, message: error.details ?? error.message };
}

async function create(
  context: ShopChangeContext,
  shop: ShopConnection,
  wanted: FileToMake,
): Promise<{ file: string; wasThere: boolean }> {
  const { client, desk } = shop;
  const originalSource = wanted.copyOf ?? (await upload(context, shop, wanted));
  const created = await desk.createFile(client, {
    originalSource,
    filename: wanted.fileName,
    alt: wanted.alt,
    contentType: "IMAGE",
    duplicateResolutionMode: "RAISE_ERROR",
  });
  if ("value" in created) return { file: created.value, wasThere: false };
  if (created.refused.code !== "FILENAME_ALREADY_EXISTS") throw problemOf(created.refused);
  // Ours from before, since nobody else gives such names.
  const found = await fileNamed(client, wanted.fileName);
  if (found === undefined) throw notFoundYet();
  if (!isBroken(found)) return { file: found.number, wasThere: true };
  await desk.deleteFile(client, found.number);
  throw new ConnectorError("unavailable", "An earlier upload of the image had failed. It was removed.");
}

/** Shopify's search learns of new files a little later. */
const notFoundYet = (): ConnectorError =>
  new ConnectorError("unavailable", "Shopify says that the image is there, and does not find it yet.");

async function upload(
  context: ShopChangeContext,
  { client, desk }: ShopConnection,
  { fileName }: FileToMake,
): Promise<string> {
  const { format, width } = context.config;
  const image = await context.image({
    format: downloadFormats[format],
    ...(width === undefined ? {} : { width }),
  });
  if (image.bytes.byteLength > MOST_BYTES) {
    const detail =
      "The image is larger than the 20 MB that Shopify takes. Set a width in the target's settings.";
    throw new ConnectorError("file-too-large", detail);
  }
  const mimeType = mimeTypes[format];
  const staged = await desk.stage(client, {
    filename: fileName,
    mimeType,
    resource: "IMAGE",
    httpMethod: "POST",
  });
  if ("refused" in staged) throw problemOf(staged.refused);
  await send(context, staged.value, { bytes: image.bytes, fileName, mimeType });
  return staged.value.resourceUrl;
}

interface Upload extends Pick<ImageFile, "bytes" | "fileName"> {
  readonly mimeType: string;
}

/** As the store of uploads wants it: the parameters as they were given, and the file last. */
async function send(
  context: ShopChangeContext,
  { url, parameters }: StagedTarget,
  { bytes, fileName, mimeType }: Upload,
): Promise<void> {
  const form = new FormData();
  for (const { name, value } of parameters) form.append(name, value);
  form.append("file", new Blob([bytes], { type: mimeType }), fileName);
  const response = await context.fetch(url, { method: "POST", body: form, timeoutMs: UPLOAD_TIMEOUT_MS });
  if (response.ok) return;
  const text = await response.text();
  if (text.includes("EntityTooLarge")) {
    throw new ConnectorError(
      "file-too-large",
      "Shopify's store of uploads says that the image is too large.",
    );
  }
  if (response.status === 400) {
    throw new ConnectorError("file-refused", "Shopify's store of uploads does not take the image.");
  }
  // 403 when the place for it has expired: the next try gets another one.
  const detail = `Shopify's store of uploads does not take the image now (status ${response.status}).`;
  throw new ConnectorError("unavailable", detail);
}

/** A file that Shopify could not process is of no use to anybody. */
async function discard(
  context: ShopChangeContext,
  { client, desk }: ShopConnection,
  file: string,
): Promise<void> {
  await context.step(`discard-${file}`, async () => {
    await desk.deleteFile(client, file);
    return null;
  });
}
