export type { FontWeight } from "./fonts.ts";
export { type TextStyle, textPath, textWidth } from "./typesetter.ts";
