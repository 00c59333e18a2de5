import type { StyleFeatures } from "@assetql/style-engine";

/**
 * The CPU-heavy work on pixels, so that a home can run it where it likes: in worker threads on one machine, in
 * the function itself on Lambda. The functions themselves are in `images/`.
 */
export interface ImageLab {
  /**
   * The one door for uploaded images: magic bytes, pixel limit, whole decode, re-encode to PNG without metadata.
   * Throws {@link ImageRefusedError}.
   */
  admit(bytes: Uint8Array): Promise<AdmittedImage>;
  /**
   * The door for generated images: the same checks, one decode for features and thumbnail; the bytes are kept as
   * they are when they are a PNG already. Throws {@link ImageRefusedError}.
   */
  inspect(bytes: Uint8Array): Promise<InspectedImage>;
  /** One of our own PNGs in another format, not wider than `width` pixels and never enlarged. */
  render(bytes: Uint8Array, options: RenditionOptions): Promise<Uint8Array>;
}

export interface RenditionOptions {
  readonly format: "png" | "jpeg" | "webp";
  readonly width?: number | undefined;
}

export interface AdmittedImage {
  readonly png: Uint8Array;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly features: StyleFeatures;
}

export interface InspectedImage extends AdmittedImage {
  /** JPEG that fits into 256 x 256. */
  readonly thumbnail: Uint8Array;
}

export type ImageRefusal =
  | "image-format-unsupported"
  | "image-too-many-pixels"
  | "image-corrupt"
  | "image-too-large";

/** An image that may not come in, and why, in words. */
export class ImageRefusedError extends Error {
  override readonly name = "ImageRefusedError";
  readonly code: ImageRefusal;
  constructor(code: ImageRefusal, message: string) {
    super(message);
    this.code = code;
  }
}
