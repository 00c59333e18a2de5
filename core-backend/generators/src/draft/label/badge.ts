import sharp from "sharp";
import { textPath, textWidth } from "../../text/typesetter.ts";

/** A badge and where it goes. */
export interface Badge {
  /** PNG with transparency. */
  image: Uint8Array;
  left: number;
  top: number;
  width: number;
  height: number;
}

const WORD = "DRAFT";
const MOST_CHARACTERS = 40;

/** Draws the badge "DRAFT subject" for the lower left corner; its size follows the picture's. */
export async function drawBadge(subject: string, picture: { width: number; height: number }): Promise<Badge> {
  const short = Math.min(picture.width, picture.height);
  const size = Math.max(9, Math.min(34, short * 0.027));
  const pad = size * 0.62;
  const margin = Math.round(Math.max(4, short * 0.022));
  const word = { size: size * 0.86, weight: 600, fill: "#ffd166", spacing: size * 0.09 } as const;
  const text = { size, weight: 600, fill: "#ffffff" } as const;
  const wordWidth = textWidth(WORD, word);
  const shown = fitted(subject, text, picture.width - 2 * margin - 3.2 * pad - wordWidth);
  const shownWidth = textWidth(shown, text);
  const width = Math.ceil(wordWidth + (shownWidth > 0 ? shownWidth + pad * 0.9 : 0) + 2 * pad);
  const height = Math.ceil(size * 1.85);
  const baseline = height / 2 + size * 0.34;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" rx="${height / 2}" fill="#14161a" fill-opacity="0.78"/>`,
    textPath(WORD, { x: pad, y: baseline - size * 0.03 }, word),
    textPath(shown, { x: pad * 1.9 + wordWidth, y: baseline }, text),
    "</svg>",
  ].join("");
  const image = await sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer();
  return { image, left: margin, top: picture.height - margin - height, width, height };
}

/** The subject, cut until it fits; nothing when not even three characters do. */
function fitted(subject: string, style: { size: number; weight: 600 }, room: number): string {
  const clean = subject.replace(/\s+/g, " ").trim();
  for (let length = Math.min(clean.length, MOST_CHARACTERS); length > 2; length--) {
    const text = length < clean.length ? `${clean.slice(0, length).trimEnd()}…` : clean;
    if (textWidth(text, style) <= room) return text;
  }
  return "";
}
