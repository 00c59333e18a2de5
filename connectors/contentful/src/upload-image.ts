import { type ChangeContext, ConnectorError, type ImageFile } from "@assetql/connector-sdk";
import { CONTENTFUL_LIMITS } from "./limits.ts";
import type { ChangeSession } from "./session.ts";

export interface Uploaded {
  readonly uploadId: string;
  readonly fileName: string;
  readonly contentType: string;
}

/**
 * Sends the asset's image to Contentful's upload host, where it waits for 24 hours to be linked from an asset.
 * Doing so twice leaves nothing behind. Throws `file-too-large`, `image-missing`.
 */
export async function uploadImage({ client, context, config }: ChangeSession): Promise<Uploaded> {
  const file = await imageThatFits(context, config.format);
  const { sys } = await client.upload.create({}, { file: arrayBufferOf(file) });
  const fileName = file.fileName.slice(-CONTENTFUL_LIMITS.fileNameCharacters);
  return { uploadId: sys.id, fileName, contentType: file.contentType };
}

async function imageThatFits(
  context: Pick<ChangeContext<unknown, unknown>, "image">,
  format: "png" | "jpeg" | "webp",
): Promise<ImageFile> {
  const file = await context.image({ format });
  if (file.bytes.length <= CONTENTFUL_LIMITS.fileBytes) return file;
  const megabytes = (file.bytes.length / 1024 / 1024).toFixed(1);
  const advice = format === "png" ? " Choose JPEG or WebP as the target's format." : "";
  throw new ConnectorError(
    "file-too-large",
    `The image has ${megabytes} MB and Contentful takes images of up to 20 MB.${advice}`,
  );
}

function arrayBufferOf({ bytes }: ImageFile): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
