/**
 * Compiles C# with Mono: `compile.mjs` compiles the package's client and the headless editor, and says where they are.
 * What was compiled from the same sources before is used again.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const bridgeFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const cache = path.resolve(bridgeFolder, "../.cache/unity");
const clientSources = path.join(bridgeFolder, "com.assetql.unity-bridge/Client");
const headlessSources = path.join(bridgeFolder, "headless");

/** C# 7.2 is what Unity 2021.3 and Mono's compiler have in common. */
const OPTIONS = ["-langversion:7.2", "-warnaserror", "-optimize+", "-debug", "-r:System.dll"];
const CLIENT = "AssetQL.Client";

/** @returns {string} the path of AssetQL.Client.dll. Throws with the compiler's words. */
export function compileClient() {
  return compile({ name: CLIENT, extension: ".dll", sources: [clientSources] });
}

/** The editor without Unity. @returns {string} the path of a program for `mono` */
export function compileHeadless() {
  return compileProgram("headless", [headlessSources]);
}

/**
 * A program over the client.
 * @param {string} name of the program, without an extension
 * @param {string[]} sources files, or folders with files, in C#
 * @returns {string} its path; beside it is what it needs
 */
export function compileProgram(name, sources) {
  return compile({ name, extension: ".exe", sources, references: [compileClient()] });
}

function compile({ name, extension, sources, references = [] }) {
  const files = sources.flatMap(filesOf).sort();
  const folder = path.join(cache, `${name}-${hashOf(files, references)}`);
  const output = path.join(folder, name + extension);
  if (existsSync(output)) return output;
  // Others may compile the same at the same time: whoever is first to be done moves it to its place.
  const draft = `${folder}.${process.pid}.tmp`;
  mkdirSync(draft, { recursive: true });
  try {
    for (const reference of references) copyWithSymbols(reference, draft);
    run([
      ...OPTIONS,
      extension === ".dll" ? "-target:library" : "-target:exe",
      ...references.map((reference) => `-r:${reference}`),
      `-out:${path.join(draft, name + extension)}`,
      ...files,
    ]);
    if (!existsSync(output)) put(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  forgetOlder(name, folder);
  return output;
}

function filesOf(source) {
  if (source.endsWith(".cs")) return [source];
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".cs"))
    .map((name) => path.join(source, name));
}

/** Of everything that makes a difference; that of a reference is in its path. */
function hashOf(files, references) {
  const hash = createHash("sha256").update(JSON.stringify([OPTIONS, files, references]));
  for (const file of files) hash.update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

function run(options) {
  const { status, stdout, stderr, error } = spawnSync("mcs", options, { encoding: "utf8" });
  if (error) throw new Error(`mcs could not be started (Debian: mono-mcs): ${error.message}`);
  if (status !== 0) throw new Error(`mcs failed:\n${stdout}${stderr}`);
}

function copyWithSymbols(library, folder) {
  for (const file of [library, `${library}.mdb`]) {
    if (existsSync(file)) copyFileSync(file, path.join(folder, path.basename(file)));
  }
}

function put(draft, folder) {
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Somebody else was first.
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  }
}

const DAY = 24 * 3_600_000;

/** What has not been made today nobody runs any more. */
function forgetOlder(name, kept) {
  for (const entry of readdirSync(cache)) {
    const folder = path.join(cache, entry);
    const isOld = /-[0-9a-f]{16}(\..*)?$/.test(entry) && entry.startsWith(`${name}-`) && folder !== kept;
    if (isOld && Date.now() - statSync(folder).mtimeMs > DAY)
      rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.info(compileClient());
  console.info(compileHeadless());
}
