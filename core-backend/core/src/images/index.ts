export { assertExtensionFits, type ImageFormat, sniffFormat } from "./door.ts";
export { admitImage, inspectImage } from "./inspect.ts";
