export { assertExtensionFits, type ImageFormat, sniffFormat } from "./door.ts";
export { admitImage, inspectImage, renderImage } from "./inspect.ts";
