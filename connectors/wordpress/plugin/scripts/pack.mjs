// Packs the plugin as a ZIP that WordPress installs: dist/assetql-wordpress.zip. The same sources give the same bytes.
import {
  createWriteStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { ZipArchive } from "archiver";
import { buildPlugin } from "./build.mjs";
import { writePot } from "./make-pot.mjs";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** What is in the ZIP, under the plugin's slug. */
const contents = [
  "assetql.php",
  "uninstall.php",
  "readme.txt",
  "LICENSE.txt",
  "includes",
  "build",
  "languages",
];

/** The beginning of time, for ZIP files. */
const date = new Date(Date.UTC(1980, 0, 1));

/** Builds and packs. @returns {Promise<string>} the path of the ZIP */
export async function packPlugin() {
  await buildPlugin();
  await writePot();
  const zip = path.join(folder, "dist", "assetql-wordpress.zip");
  mkdirSync(path.dirname(zip), { recursive: true });
  // Beside its place and then renamed: tests that run at the same time read a whole one.
  const work = `${zip}.${process.pid}`;
  try {
    await writeZip(work);
    renameSync(work, zip);
  } finally {
    rmSync(work, { force: true });
  }
  return zip;
}

async function writeZip(target) {
  const archive = new ZipArchive({ zlib: { level: 9 } });
  const output = createWriteStream(target);
  archive.pipe(output);
  for (const { file, name } of contents.flatMap(filesOf).sort(byName)) {
    // As bytes: files by path would come in the order in which the disk answers.
    archive.append(readFileSync(file), { name: `assetql/${name}`, date, mode: 0o644 });
  }
  await archive.finalize();
  await finished(output);
}

const byName = (one, other) => (one.name < other.name ? -1 : 1);

/** Every file of an entry of `contents`, with its name in the plugin. Bundles are in dist/. */
function filesOf(entry) {
  const place = path.join(folder, entry === "build" ? "dist/build" : entry);
  if (statSync(place).isFile()) return [{ file: place, name: entry }];
  return readdirSync(place).map((name) => ({ file: path.join(place, name), name: `${entry}/${name}` }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${path.relative(process.cwd(), await packPlugin())}\n`);
}
