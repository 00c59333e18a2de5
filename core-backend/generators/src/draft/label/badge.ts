import sharp from "sharp";
import { setText } from "./glyphs.ts";

/** A badge and where it goes. */
export interface Badge {
  /** PNG with transparency. */
  image: Uint8Array;
  left: number;
  top: number;
  width: number;
  height: number;
}

const MOST_CHARACTERS = 40;

/** Draws the badge "DRAFT subject" for the lower left corner; its size follows the picture's. */
export async function drawBadge(subject: string, picture: { width: number; height: number }): Promise<Badge> {
  const short = Math.min(picture.width, picture.height);
  const size = Math.max(9, Math.min(34, short * 0.027));
  const pad = size * 0.62;
  const margin = Math.round(Math.max(4, short * 0.022));
  const word = setText("DRAFT", size * 0.86, size * 0.09);
  const room = picture.width - 2 * margin - 3.2 * pad - word.width;
  const text = fitted(subject, size, room);
  const width = Math.ceil(word.width + (text.width > 0 ? text.width + pad * 0.9 : 0) + 2 * pad);
  const height = Math.ceil(size * 1.85);
  const baseline = height / 2 + size * 0.34;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${height / 2}" fill="#14161a" fill-opacity="0.78"/><g fill="#ffd166" transform="translate(${pad} ${baseline - size * 0.03})">${word.markup}</g><g fill="#ffffff" transform="translate(${pad * 1.9 + word.width} ${baseline})">${text.markup}</g></svg>`;
  const image = await sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer();
  return { image, left: margin, top: picture.height - margin - height, width, height };
}

function fitted(subject: string, size: number, room: number): { markup: string; width: number } {
  const clean = subject.replace(/\s+/g, " ").trim();
  for (let length = Math.min(clean.length, MOST_CHARACTERS); length > 2; length--) {
    const line = setText(length < clean.length ? `${clean.slice(0, length).trimEnd()}…` : clean, size);
    if (line.width <= room) return line;
  }
  return { markup: "", width: 0 };
}
