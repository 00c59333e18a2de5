// Packs the Unity package as a tarball that Unity's Package Manager installs ("Add package from tarball") and npm
// publishes: `pack.mjs [--out folder]`. The same sources give the same bytes on every system.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { inspect, packageFolder } from "./metas.mjs";

/** What is in the tarball; all else in the folder stays at home. */
const CONTENTS = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE.md",
  "Client",
  "Documentation~",
  "Editor",
  "Runtime",
  "Samples~",
  "Tests",
];
/** npm's own date for everything in a tarball: some unpackers refuse the epoch. */
const ENTRY_TIME = new Date("1985-10-26T08:15:00.000Z");
/** RFC 1952, 2.3.1: the byte of the header that names the file system, and its value for "unknown". */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

/**
 * Packs the package into a folder, which is made.
 * @returns {Promise<{file: string, sha256: string, names: string[]}>} where it is, and what is in it
 */
export async function packUnity(outFolder) {
  refuseUnlessComplete();
  const names = CONTENTS.flatMap(filesOf).sort();
  const bytes = await tarball(names);
  const { name, version } = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8"));
  const file = path.join(outFolder, `${name}-${version}.tgz`);
  mkdirSync(outFolder, { recursive: true });
  writeWhole(file, bytes);
  return { file, sha256: createHash("sha256").update(bytes).digest("hex"), names };
}

/** A file without its .meta is ignored by Unity in an installed package, with an error for everyone who installs it. */
function refuseUnlessComplete() {
  const { missing, orphaned } = inspect(packageFolder);
  if (missing.length + orphaned.length === 0) return;
  throw new Error(
    `.meta files are not as they have to be (${[...missing, ...orphaned].join(", ")}): run unity-bridge/scripts/metas.mjs`,
  );
}

async function tarball(names) {
  const tar = pack();
  for (const name of names) {
    const header = { name: `package/${name}`, mode: 0o644, mtime: ENTRY_TIME };
    tar.entry(header, readFileSync(path.join(packageFolder, name)));
  }
  tar.finalize();
  const zipped = gzipSync(await buffer(tar), { level: 9 });
  zipped[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return zipped;
}

/** Beside its place and then renamed: whoever reads it meanwhile reads a whole one. */
function writeWhole(file, bytes) {
  const work = `${file}.${process.pid}`;
  try {
    writeFileSync(work, bytes);
    renameSync(work, file);
  } finally {
    rmSync(work, { force: true });
  }
}

/** The files of an entry of CONTENTS with their .meta files, relative to the package. */
function filesOf(entry) {
  return readdirSync(path.join(packageFolder, path.dirname(entry)), { withFileTypes: true }).flatMap(
    (found) => {
      const relative = path.posix.join(path.dirname(entry), found.name);
      if (relative === `${entry}.meta`) return [relative];
      if (relative !== entry) return [];
      return found.isDirectory() ? filesBelow(entry) : [relative];
    },
  );
}

function filesBelow(folder) {
  return readdirSync(path.join(packageFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const relative = `${folder}/${entry.name}`;
    if (entry.name.startsWith(".")) return [];
    return entry.isDirectory() ? filesBelow(relative) : [relative];
  });
}

async function main() {
  const { values } = parseArgs({ options: { out: { type: "string" } } });
  const { file, sha256, names } = await packUnity(path.resolve(values.out ?? "dist"));
  process.stdout.write(`${file}\n${sha256}  sha256, ${names.length} files\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
