import { STYLE_REFERENCE_LIMITS } from "@assetql/contract";
import sharp, { type Metadata, type Sharp } from "sharp";
import { ImageRefusedError } from "../ports/image-lab.ts";

/** What the door lets in. SVG and PDF are programs as much as pictures, so they stay outside. */
export type ImageFormat = "png" | "jpeg" | "webp" | "gif" | "tiff" | "avif";

/** Bytes that start with `magic` from `offset` on. */
const signatures: readonly { format: ImageFormat; offset: number; magic: readonly number[] }[] = [
  { format: "png", offset: 0, magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { format: "jpeg", offset: 0, magic: [0xff, 0xd8, 0xff] },
  { format: "gif", offset: 0, magic: [0x47, 0x49, 0x46, 0x38] },
  { format: "webp", offset: 8, magic: [0x57, 0x45, 0x42, 0x50] },
  { format: "tiff", offset: 0, magic: [0x49, 0x49, 0x2a, 0x00] },
  { format: "tiff", offset: 0, magic: [0x4d, 0x4d, 0x00, 0x2a] },
  { format: "avif", offset: 4, magic: [0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69] },
];

/** The format that the bytes themselves show, whatever their name says. */
export function sniffFormat(bytes: Uint8Array): ImageFormat | undefined {
  return signatures.find(({ offset, magic }) => magic.every((byte, index) => bytes[offset + index] === byte))
    ?.format;
}

const extensions: Readonly<Record<ImageFormat, readonly string[]>> = {
  png: ["png", "apng"],
  jpeg: ["jpg", "jpeg", "jpe", "jfif"],
  webp: ["webp"],
  gif: ["gif"],
  tiff: ["tif", "tiff"],
  avif: ["avif"],
};

/** Throws {@link ImageRefusedError} when a file's name promises another format than its bytes hold. */
export function assertExtensionFits(name: string, bytes: Uint8Array): void {
  const format = sniffFormat(bytes);
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase();
  if (format === undefined || extension === undefined || extensions[format].includes(extension)) return;
  const wanted = extensions[format][0];
  throw new ImageRefusedError(
    "image-format-unsupported",
    `By its name it is a .${extension}, but its bytes are ${format.toUpperCase()}. If that is right, name it .${wanted}.`,
  );
}

/**
 * Opens an image after the cheap checks: size, magic bytes, and the pixels its header announces, before anything
 * is decompressed. Throws {@link ImageRefusedError}.
 */
export async function openImage(
  bytes: Uint8Array,
): Promise<{ image: Sharp; metadata: Metadata; format: ImageFormat }> {
  if (bytes.byteLength > STYLE_REFERENCE_LIMITS.bytes) {
    const limit = STYLE_REFERENCE_LIMITS.bytes / 1e6;
    throw new ImageRefusedError(
      "image-too-large",
      `The file has ${megabytes(bytes)} MB; the limit is ${limit} MB.`,
    );
  }
  const format = sniffFormat(bytes);
  if (format === undefined) {
    throw new ImageRefusedError(
      "image-format-unsupported",
      "The file is not a PNG, JPEG, WebP, AVIF, GIF or TIFF image. Save it as one of these and try again.",
    );
  }
  // "warning" refuses images that decode only in part; the limit is sharp's own guard behind ours.
  const image = sharp(bytes, { failOn: "warning", limitInputPixels: STYLE_REFERENCE_LIMITS.pixels });
  const metadata = await image.metadata().catch((error: unknown) => {
    throw refusalOf(error);
  });
  return { image, metadata, format };
}

/** sharp's errors as refusals in words. */
export function refusalOf(error: unknown): ImageRefusedError {
  if (error instanceof ImageRefusedError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/pixel limit|too large|exceeds/i.test(message)) {
    const limit = STYLE_REFERENCE_LIMITS.pixels / 1e6;
    return new ImageRefusedError("image-too-many-pixels", `The image has more than ${limit} million pixels.`);
  }
  return new ImageRefusedError(
    "image-corrupt",
    "The image is damaged or incomplete: it could not be decoded.",
  );
}

const megabytes = (bytes: Uint8Array): string => (bytes.byteLength / 1e6).toFixed(1);
