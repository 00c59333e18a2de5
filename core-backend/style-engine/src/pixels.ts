import { StyleError } from "./errors.ts";

/** An image in memory: sRGB, row-major, 3 bytes a pixel, no padding. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/**
 * The longer side, in pixels, of the images handed to {@link extractFeatures}. Other sizes are accepted, but
 * texture is measured per pixel, so only features taken at one size may be compared.
 */
export const ANALYSIS_SIZE = 256;

/** @throws StyleError `invalid_pixels` when the sides are not positive integers or `data` has another length. */
export function assertPixels({ width, height, data }: Pixels): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new StyleError(
      "invalid_pixels",
      `An image needs sides of at least 1 pixel, not ${width} x ${height}.`,
    );
  }
  if (data.length !== width * height * 3) {
    throw new StyleError(
      "invalid_pixels",
      `An RGB image of ${width} x ${height} needs ${width * height * 3} bytes, not ${data.length}. Remove the alpha channel first.`,
    );
  }
}
