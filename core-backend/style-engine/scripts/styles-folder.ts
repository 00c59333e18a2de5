import { readdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { ANALYSIS_SIZE, type Pixels } from "../src/pixels.ts";

/** A folder of styles, each a folder of pictures: the pictures' pixels at the analysis size, by style. */
export async function readStyles(folder: string): Promise<Map<string, Pixels[]>> {
  const styles = new Map<string, Pixels[]>();
  for (const style of readdirSync(folder).sort()) {
    const files = readdirSync(join(folder, style)).sort();
    const pictures: Pixels[] = [];
    for (const file of files) pictures.push(await readPixels(join(folder, style, file)));
    styles.set(style, pictures);
  }
  return styles;
}

async function readPixels(file: string): Promise<Pixels> {
  const { data, info } = await sharp(file)
    .resize(ANALYSIS_SIZE, ANALYSIS_SIZE, { fit: "inside" })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
