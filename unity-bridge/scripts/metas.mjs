// Writes the .meta files that the package lacks: `metas.mjs`, or `metas.mjs --check` to only tell what is wrong.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

export const packageFolder = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  "../com.assetql.unity-bridge",
);

/** Never change it: asmdefs, style sheets and samples refer to each other by GUID. */
const GUID_NAMESPACE = "com.assetql.unity-bridge:";
const META = ".meta";
/** Unity's editor has these two importers as scripts of its own, at fixed places in its built-in resources. */
const BUILT_IN_SCRIPTS = { ".uss": 12385, ".uxml": 13804 };
/** Unity imports nothing of it, and whoever reads it does so outside of Unity. */
const WITHOUT_METAS = new Set(["Documentation~"]);

/** The same on every machine and in every version. @param relative from the package's folder, with slashes */
export function guidOf(relative) {
  return createHash("md5").update(GUID_NAMESPACE).update(relative).digest("hex");
}

/**
 * Looks through a package.
 * @returns {{missing: string[], orphaned: string[], shared: string[]}} relative paths: files and folders without a
 * .meta, .meta files of nothing, and those whose GUID another one has
 */
export function inspect(folder) {
  const { things, metas } = list(folder);
  const owners = new Map();
  for (const meta of metas) {
    const guid = /^guid: ([0-9a-f]{32})$/m.exec(readFileSync(path.join(folder, meta), "utf8"))?.[1] ?? "none";
    owners.set(guid, [...(owners.get(guid) ?? []), meta]);
  }
  const paths = new Set(things.map(({ relative }) => relative));
  return {
    missing: things.filter(({ relative }) => !metas.has(relative + META)).map(({ relative }) => relative),
    orphaned: [...metas].filter((meta) => !paths.has(meta.slice(0, -META.length))),
    shared: [...owners.values()].filter((those) => those.length > 1).flat(),
  };
}

/** @returns {string[]} the paths of those it wrote */
export function writeMissing(folder) {
  const { things, metas } = list(folder);
  const without = things.filter(({ relative }) => !metas.has(relative + META));
  for (const thing of without) {
    writeFileSync(path.join(folder, thing.relative + META), metaOf(thing));
  }
  return without.map(({ relative }) => relative + META);
}

function list(folder, below = "") {
  const things = [];
  const metas = new Set();
  for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
    const relative = below === "" ? entry.name : `${below}/${entry.name}`;
    // What starts with a dot is not part of the package.
    if (entry.name.startsWith(".") || WITHOUT_METAS.has(entry.name)) continue;
    if (entry.name.endsWith(META)) {
      metas.add(relative);
      continue;
    }
    // Unity doesn't see a folder that ends in a tilde; what is in it keeps its GUIDs when Unity copies it.
    if (!entry.name.endsWith("~")) things.push({ relative, isFolder: entry.isDirectory() });
    if (!entry.isDirectory()) continue;
    const inside = list(folder, relative);
    things.push(...inside.things);
    for (const meta of inside.metas) metas.add(meta);
  }
  return { things, metas };
}

function metaOf({ relative, isFolder }) {
  return `fileFormatVersion: 2\nguid: ${guidOf(relative)}\n${importerOf(relative, isFolder)}`;
}

/** Unity's own lines; the spaces behind the colons are its own too. */
const END = "  userData: \n  assetBundleName: \n  assetBundleVariant: \n";

function importerOf(relative, isFolder) {
  const plain = (name) => `${name}:\n  externalObjects: {}\n${END}`;
  if (isFolder) return `folderAsset: yes\n${plain("DefaultImporter")}`;
  if (relative === "package.json") return plain("PackageManifestImporter");
  const extension = path.extname(relative);
  switch (extension) {
    case ".cs":
      return `MonoImporter:\n  externalObjects: {}\n  serializedVersion: 2\n  defaultReferences: []\n  executionOrder: 0\n  icon: {instanceID: 0}\n${END}`;
    case ".asmdef":
      return plain("AssemblyDefinitionImporter");
    case ".uss":
    case ".uxml":
      return scripted(BUILT_IN_SCRIPTS[extension], extension === ".uss");
    case ".png":
      // What is not said is as Unity has it for a new texture.
      return `TextureImporter:\n  internalIDToNameTable: []\n  externalObjects: {}\n  serializedVersion: 11\n${END}`;
    case ".md":
    case ".csv":
    case ".json":
    case ".txt":
      return plain("TextScriptImporter");
    default:
      throw new Error(`metas.mjs knows no importer for ${relative}: say there which one Unity uses`);
  }
}

function scripted(fileId, isStyleSheet) {
  const script = `  script: {fileID: ${fileId}, guid: 0000000000000000e000000000000000, type: 0}\n`;
  return `ScriptedImporter:\n  internalIDToNameTable: []\n  externalObjects: {}\n  serializedVersion: 2\n${END}${script}${isStyleSheet ? "  disableValidation: 0\n" : ""}`;
}

function main(args) {
  const folder = path.resolve(args.find((argument) => !argument.startsWith("--")) ?? packageFolder);
  if (!args.includes("--check")) {
    for (const written of writeMissing(folder)) process.stdout.write(`wrote ${written}\n`);
  }
  const wrong = Object.entries(inspect(folder)).flatMap(([what, those]) =>
    those.map((relative) => `${sentences[what]}: ${relative}\n`),
  );
  process.stderr.write(wrong.join(""));
  return wrong.length === 0 ? 0 : 1;
}

const sentences = {
  missing: "has no .meta",
  orphaned: "a .meta of nothing",
  shared: "its GUID is another's too",
};

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
