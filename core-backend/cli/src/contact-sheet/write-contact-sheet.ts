import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ContactSheet } from "./contact-sheet.ts";
import { dataUri } from "./page/header.ts";
import { renderPage } from "./page/render-page.ts";
import { renderPicture } from "./picture/render-picture.ts";

/** Up to here the page carries its thumbnails and can be sent as one file; beyond, a browser would choke on it. */
const INLINE_LIMIT = 500;

export interface WrittenContactSheet {
  readonly html: string;
  readonly png: string;
}

/** Writes `contact-sheet.html` and `contact-sheet.png` into a folder; returns their paths. */
export async function writeContactSheet(
  folder: string,
  sheet: ContactSheet,
  inlineLimit = INLINE_LIMIT,
): Promise<WrittenContactSheet> {
  await mkdir(folder, { recursive: true });
  const sources = new Map<number, string>();
  const inline = sheet.images.length <= inlineLimit;
  if (!inline) await mkdir(path.join(folder, "thumbnails"), { recursive: true });
  for (const { row, thumbnail } of sheet.images) {
    sources.set(row, inline ? dataUri(thumbnail) : `thumbnails/${row}.jpg`);
    if (!inline) await writeFile(path.join(folder, "thumbnails", `${row}.jpg`), thumbnail);
  }
  const written = {
    html: path.join(folder, "contact-sheet.html"),
    png: path.join(folder, "contact-sheet.png"),
  };
  await writeFile(written.html, await renderPage(sheet, (row) => sources.get(row) ?? ""));
  await writeFile(written.png, await renderPicture(sheet));
  return written;
}
