import { textPath, textWidth } from "@assetql/generators/text";
import sharp, { type OverlayOptions } from "sharp";
import { plural } from "../../output/format.ts";
import { type ContactSheet, type Grade, gradeOf, type SheetImage } from "../contact-sheet.ts";
import { type GridLayout, layOutGrid, page } from "./layout.ts";

/** More would make thumbnails that show nothing; the page in HTML has them all. */
export const PICTURE_LIMIT = 240;

const colours = {
  paper: "#f7f6f3",
  surface: "#ffffff",
  ink: "#1c1e21",
  soft: "#5d6269",
  line: "#e2e0da",
} as const;
const gradeColours: Readonly<Record<Grade, string>> = {
  excellent: "#0d6b4d",
  good: "#3f7a2c",
  pass: "#7a6a12",
  near: "#a5500f",
  low: "#a82b2b",
};
const GRID_TOP = 424;
const CHIP_WIDTH = 42;

/** The contact sheet as one PNG: facts, style references and the first {@link PICTURE_LIMIT} images. */
export async function renderPicture(sheet: ContactSheet): Promise<Uint8Array> {
  const images = sheet.images.slice(0, PICTURE_LIMIT);
  const grid = layOutGrid(images.length, GRID_TOP);
  const height = grid.top + grid.height + 110;
  const svg = [
    drawHeader(sheet),
    ...images.map((image, at) => drawCard(image, { gate: sheet.gate, layout: grid, at })),
    drawFooter(sheet, height),
  ];
  const pictures = await Promise.all([
    ...images.map((image, at) => placed(image.thumbnail, { ...grid.at(at), side: grid.side })),
    ...sheet.style.references.map((reference, at) => placed(reference.thumbnail, referencePlace(sheet, at))),
  ]);
  return sharp({ create: { width: page.width, height, channels: 3, background: colours.paper } })
    .composite([overlay(svg, height), ...pictures])
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
}

const overlay = (parts: readonly string[], height: number): OverlayOptions => ({
  input: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${height}">${parts.join("")}</svg>`,
  ),
  left: 0,
  top: 0,
});

interface Place {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** A thumbnail at its size, with rounded corners. */
async function placed(thumbnail: Uint8Array, { left, top, side }: Place): Promise<OverlayOptions> {
  const mask = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="${side}" height="${side}" rx="10"/></svg>`;
  const { data, info } = await sharp(thumbnail)
    .resize(side, side, { fit: "cover" })
    .ensureAlpha()
    .composite([{ input: Buffer.from(mask), blend: "dest-in" }])
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { input: data, raw: { width: info.width, height: info.height, channels: 4 }, left, top };
}

function referencePlace(sheet: ContactSheet, at: number): Place {
  const count = sheet.style.references.length;
  const space = 10;
  const side = Math.min(page.reference, Math.floor(820 / Math.max(1, count)) - space);
  return { left: page.width - page.margin - (count - at) * (side + space) + space, top: 100, side };
}

function drawHeader(sheet: ContactSheet): string {
  const left = page.margin;
  const referencesLeft = sheet.style.references.length === 0 ? page.width : referencePlace(sheet, 0).left;
  const maxWidth = referencesLeft - left - 60;
  const right = page.width - page.margin;
  return [
    textPath("AssetQL contact sheet", { x: left, y: 96 }, { size: 20, weight: 400, fill: colours.soft }),
    textPath(sheet.title, { x: left, y: 148 }, { size: 46, weight: 600, fill: colours.ink, maxWidth }),
    textPath(sheet.template, { x: left, y: 192 }, { size: 20, weight: 400, fill: colours.soft, maxWidth }),
    drawStyleName(sheet, referencesLeft),
    rule(left, right, 256),
    drawFacts(sheet),
    rule(left, right, 376),
  ].join("");
}

function drawStyleName({ style }: ContactSheet, x: number): string {
  if (style.references.length === 0) return "";
  const swatches = style.palette
    .map(
      (colour, at) =>
        `<circle cx="${page.width - page.margin - 14 - (style.palette.length - 1 - at) * 32}" cy="74" r="12" fill="${colour}" stroke="${colours.line}"/>`,
    )
    .join("");
  return `${textPath(`Style: ${style.name}`, { x, y: 81 }, { size: 20, weight: 600, fill: colours.ink, maxWidth: 500 })}${swatches}`;
}

function drawFacts({ facts }: ContactSheet): string {
  let x: number = page.margin;
  const parts: string[] = [];
  for (const { name, value } of facts) {
    const width = Math.max(
      textWidth(name, { size: 18, weight: 400 }),
      textWidth(value, { size: 28, weight: 600 }),
    );
    if (x + width > page.width - page.margin) break;
    parts.push(textPath(name, { x, y: 300 }, { size: 18, weight: 400, fill: colours.soft }));
    parts.push(textPath(value, { x, y: 340 }, { size: 28, weight: 600, fill: colours.ink }));
    x += width + 64;
  }
  return parts.join("");
}

interface CardPlace {
  readonly gate: number;
  readonly layout: GridLayout;
  readonly at: number;
}

function drawCard(image: SheetImage, { gate, layout, at }: CardPlace): string {
  const { left, top } = layout.at(at);
  const baseline = top + layout.side;
  const x = left + 2;
  const chip = drawChip(image.score.score, { gate, right: left + layout.side, top: baseline + 31 });
  const title = { size: 16, weight: 600, fill: colours.ink, maxWidth: layout.side - 4 } as const;
  const sku = { size: 13, weight: 400, fill: colours.soft, maxWidth: layout.side - CHIP_WIDTH - 6 } as const;
  return [
    textPath(image.title, { x, y: baseline + 24 }, title),
    textPath(image.sku ?? `Row ${image.row}`, { x, y: baseline + 46 }, sku),
    chip,
  ].join("");
}

interface ChipPlace {
  readonly gate: number;
  readonly right: number;
  readonly top: number;
}

function drawChip(score: number, { gate, right, top }: ChipPlace): string {
  const style = { size: 13, weight: 600, fill: colours.surface } as const;
  const text = score.toFixed(2);
  const left = right - CHIP_WIDTH;
  const x = left + (CHIP_WIDTH - textWidth(text, style)) / 2;
  const pill = `<rect x="${left}" y="${top}" width="${CHIP_WIDTH}" height="21" rx="10.5" fill="${gradeColours[gradeOf(score, gate)]}"/>`;
  return pill + textPath(text, { x, y: top + 15.5 }, style);
}

function drawFooter(sheet: ContactSheet, height: number): string {
  const style = { size: 17, weight: 400, fill: colours.soft } as const;
  const left = page.margin;
  const more = sheet.images.length - PICTURE_LIMIT;
  const rest = more > 0 ? ` ${plural(more, "more image")} in the HTML sheet.` : "";
  const maxWidth = page.width - 2 * page.margin;
  return textPath(`${sheet.provenance}${rest}`, { x: left, y: height - 52 }, { ...style, maxWidth });
}

const rule = (from: number, to: number, y: number): string =>
  `<line x1="${from}" x2="${to}" y1="${y}" y2="${y}" stroke="${colours.line}" stroke-width="2"/>`;
