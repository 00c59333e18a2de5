/** Writes every sample style, a folder each, and the sample tables: `npm run samples -- DIR`. */

import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { sampleCatalogue, sampleIcons, sampleStyles } from "../src/index.ts";

const [target] = process.argv.slice(2);
if (target === undefined || target.startsWith("-")) {
  process.stderr.write("Say where to write the samples: npm run samples -- DIR\n");
  process.exit(2);
}

for (const style of sampleStyles) {
  const folder = join(target, style.id);
  await mkdir(folder, { recursive: true });
  const images = await style.draw();
  await Promise.all(images.map(({ name, png }) => writeFile(join(folder, `${name}.png`), png)));
  process.stdout.write(`${folder}: ${images.length} images\n`);
}
for (const { csvPath, name } of [sampleCatalogue, sampleIcons]) {
  const path = join(target, basename(csvPath));
  await copyFile(csvPath, path);
  process.stdout.write(`${path}: ${name}\n`);
}
