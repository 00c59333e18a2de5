// Compiles the whole package without Unity, warnings as errors: stubs, Client, Runtime, Editor, Tests, samples.
// `check-editor.mjs [--package folder]`. What it needs is Mono's compiler: `apt-get install mono-mcs`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { packageFolder } from "./metas.mjs";

const stubs = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../stubs");

/** In the order in which they need each other; names as in the .asmdef files, which InternalsVisibleTo goes by. */
const assembliesOf = (folder) => [
  { name: "UnityEngine", sources: path.join(stubs, "UnityEngine"), needs: [] },
  { name: "UnityEditor", sources: path.join(stubs, "UnityEditor"), needs: ["UnityEngine"] },
  { name: "nunit.framework", sources: path.join(stubs, "NUnit"), needs: [] },
  { name: "AssetQL.Client", sources: path.join(folder, "Client"), needs: [] },
  { name: "AssetQL.Runtime", sources: path.join(folder, "Runtime"), needs: ["UnityEngine"] },
  {
    name: "AssetQL.Editor",
    sources: path.join(folder, "Editor"),
    needs: ["UnityEngine", "UnityEditor", "AssetQL.Client", "AssetQL.Runtime"],
  },
  {
    name: "AssetQL.Editor.Tests",
    sources: path.join(folder, "Tests/Editor"),
    needs: [
      "UnityEngine",
      "UnityEditor",
      "nunit.framework",
      "AssetQL.Client",
      "AssetQL.Runtime",
      "AssetQL.Editor",
    ],
  },
  // A sample is compiled into the game's own assembly.
  {
    name: "Assembly-CSharp",
    sources: path.join(folder, "Samples~"),
    needs: ["UnityEngine", "AssetQL.Runtime"],
  },
];

/**
 * Compiles a package.
 * @returns {string} what the compiler said of the first assembly that it refused; "" when all are fine
 */
export function checkEditor(folder) {
  const out = mkdtempSync(path.join(tmpdir(), "assetql-check-"));
  try {
    for (const assembly of assembliesOf(folder)) {
      const said = compile(assembly, out);
      if (said !== "") return said;
    }
    return "";
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function compile({ name, sources, needs }, out) {
  const files = readdirSync(sources, { recursive: true })
    .filter((file) => file.endsWith(".cs"))
    .sort();
  const references = ["System.dll", "System.Core.dll", ...needs.map((need) => path.join(out, `${need}.dll`))];
  const { status, stdout, stderr, error } = spawnSync(
    "mcs",
    [
      "-target:library",
      "-langversion:7.2",
      "-warnaserror",
      "-nologo",
      ...references.map((reference) => `-r:${reference}`),
      `-out:${path.join(out, `${name}.dll`)}`,
      ...files.map((file) => path.join(sources, file)),
    ],
    { encoding: "utf8" },
  );
  if (error?.code === "ENOENT") return "mcs, Mono's compiler, is not there: apt-get install mono-mcs\n";
  if (error) throw error;
  return status === 0 ? "" : `${name} does not compile:\n${stdout}${stderr}`;
}

function main() {
  const { values } = parseArgs({ options: { package: { type: "string" } } });
  const said = checkEditor(path.resolve(values.package ?? packageFolder));
  process.stderr.write(said);
  if (said === "") process.stdout.write("The Unity package compiles.\n");
  return said === "" ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
