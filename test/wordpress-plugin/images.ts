import { createHash } from "node:crypto";
import sharp from "sharp";

/** A picture of its own for every colour. */
export async function picture(
  background: string,
  format: "png" | "jpeg" | "webp" = "png",
): Promise<Uint8Array<ArrayBuffer>> {
  const image = sharp({ create: { width: 900, height: 600, channels: 3, background } });
  return new Uint8Array(await image.toFormat(format).toBuffer());
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
export const md5 = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");
