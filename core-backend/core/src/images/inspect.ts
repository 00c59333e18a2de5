import { createHash } from "node:crypto";
import { ANALYSIS_SIZE, extractFeatures, type StyleFeatures } from "@assetql/style-engine";
import sharp, { type Sharp } from "sharp";
import type { AdmittedImage, InspectedImage, RenditionOptions } from "../ports/image-lab.ts";
import { openImage, refusalOf } from "./door.ts";

const THUMBNAIL_QUALITY = 82;
const RENDITION_QUALITY = 90;

/** See {@link ImageLab.admit}: the door for uploads. */
export async function admitImage(bytes: Uint8Array): Promise<AdmittedImage> {
  const { image } = await openImage(bytes);
  try {
    const upright = normalised(image.autoOrient());
    const { data: png, info } = await upright
      .clone()
      .png({ compressionLevel: 6 })
      .toBuffer({ resolveWithObject: true });
    const { features } = await analyse(upright.clone());
    return { png, sha256: sha256(png), width: info.width, height: info.height, features };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** See {@link ImageLab.inspect}: the door for generated images, with a single decode of the whole image. */
export async function inspectImage(bytes: Uint8Array): Promise<InspectedImage> {
  const { image, metadata, format } = await openImage(bytes);
  try {
    const png = format === "png" ? bytes : await normalised(image.clone()).png().toBuffer();
    const { features, small } = await analyse(normalised(image));
    const raw = { width: small.width, height: small.height, channels: 3 } as const;
    const thumbnail = await sharp(small.data, { raw }).jpeg({ quality: THUMBNAIL_QUALITY }).toBuffer();
    return { png, sha256: sha256(png), width: metadata.width, height: metadata.height, features, thumbnail };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** See {@link ImageLab.render}. */
export async function renderImage(
  bytes: Uint8Array,
  { format, width }: RenditionOptions,
): Promise<Uint8Array> {
  const { image } = await openImage(bytes);
  const sized = width === undefined ? image : image.resize({ width, withoutEnlargement: true });
  // JPEG knows no transparency.
  const flat = format === "jpeg" ? sized.flatten({ background: "#ffffff" }) : sized;
  return flat.toFormat(format, { quality: RENDITION_QUALITY }).toBuffer();
}

/** Three sRGB channels: transparency becomes white, as it looks on a page. */
const normalised = (image: Sharp): Sharp => image.flatten({ background: "#ffffff" }).toColourspace("srgb");

async function analyse(image: Sharp): Promise<{
  features: StyleFeatures;
  small: { data: Uint8Array; width: number; height: number };
}> {
  const { data, info } = await image
    .resize(ANALYSIS_SIZE, ANALYSIS_SIZE, { fit: "inside" })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const small = { data, width: info.width, height: info.height };
  return { features: extractFeatures(small), small };
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
