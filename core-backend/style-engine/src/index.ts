export { hexToLab, hexToRgb, labToHex, rgbToHex } from "./colour/hex.ts";
export { type Clusters, kMeans } from "./colour/k-means.ts";
export { type Lab, labImageToRgb, labToRgb, type Rgb, rgbImageToLab, rgbToLab } from "./colour/lab.ts";
export { extractPalette, mergePalettes, PALETTE_SIZE, type PaletteColour } from "./colour/palette.ts";
export { labDistance, paletteDistance } from "./colour/transport.ts";
export { StyleError, type StyleErrorCode } from "./errors.ts";
export {
  BUILT_IN_ENCODER,
  type EncoderIdentity,
  extractFeatures,
  type StyleFeatures,
  withEmbedding,
} from "./extract-features.ts";
export type { Composition } from "./features/composition.ts";
export type { Lighting } from "./features/lighting.ts";
export type { Texture } from "./features/texture.ts";
export { ANALYSIS_SIZE, type Pixels } from "./pixels.ts";
export { BUILT_IN_CALIBRATION, type Calibration, DEFAULT_STYLE_THRESHOLD } from "./scoring/calibration.ts";
export { fitStyle } from "./scoring/fit-style.ts";
export { type StyleScore, scoreStyle } from "./scoring/score-style.ts";
export {
  STYLE_PARTS,
  type StyleDescriptor,
  type StyleModel,
  type StylePart,
  type StyleParts,
} from "./scoring/style-model.ts";
export { type StyleParameters, styleParameters, type TexturePattern } from "./style-parameters.ts";
