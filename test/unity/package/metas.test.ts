import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { filesIn, packageFolder, runScript } from "./scripts.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assetql-metas-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text = "") => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const metaOf = (name: string) => readFileSync(join(folder, `${name}.meta`), "utf8");

test("the package lacks no .meta, has none of nothing, and no GUID twice", () => {
  expect(runScript("metas.mjs", "--check")).toEqual({ code: 0, output: "", errors: "" });
});

test("every .meta of the package has the GUID of its path, and the importer that Unity uses", () => {
  const files = filesIn(packageFolder);
  const metas = files.filter((name) => name.endsWith(".meta"));
  for (const name of files.filter((file) => !metas.includes(file))) put(name);
  expect(metas.length).toBeGreaterThan(100);

  runScript("metas.mjs", folder);

  expect(filesIn(folder).filter((name) => name.endsWith(".meta"))).toEqual(metas);
  for (const name of metas) {
    const made = readFileSync(join(folder, name), "utf8");
    expect([name, readFileSync(join(packageFolder, name), "utf8")]).toEqual([name, made]);
  }
});

test("missing ones are made: for files by their kind, for folders, and not where Unity looks at none", () => {
  for (const name of ["package.json", "A/One.cs", "A/A.asmdef", "A/Look.uss", "A/Look.uxml", "notes.md"])
    put(name);
  put("Samples~/First/rows.csv");
  put("Documentation~/index.md");
  put(".hidden/file.txt");

  const { code, output } = runScript("metas.mjs", folder);

  expect(code).toBe(0);
  expect(output.trim().split("\n").sort()).toEqual([
    "wrote A.meta",
    "wrote A/A.asmdef.meta",
    "wrote A/Look.uss.meta",
    "wrote A/Look.uxml.meta",
    "wrote A/One.cs.meta",
    "wrote Samples~/First.meta",
    "wrote Samples~/First/rows.csv.meta",
    "wrote notes.md.meta",
    "wrote package.json.meta",
  ]);
  expect(metaOf("A")).toContain("folderAsset: yes\nDefaultImporter:");
  expect(metaOf("A/One.cs")).toContain("MonoImporter:");
  expect(metaOf("A/A.asmdef")).toContain("AssemblyDefinitionImporter:");
  expect(metaOf("A/Look.uss")).toContain(
    "script: {fileID: 12385, guid: 0000000000000000e000000000000000, type: 0}",
  );
  expect(metaOf("A/Look.uxml")).toContain(
    "script: {fileID: 13804, guid: 0000000000000000e000000000000000, type: 0}",
  );
  expect(metaOf("notes.md")).toContain("TextScriptImporter:");
  expect(metaOf("package.json")).toContain("PackageManifestImporter:");
});

test("one that is there stays as it is", () => {
  put("One.cs");
  put("One.cs.meta", "fileFormatVersion: 2\nguid: 0123456789abcdef0123456789abcdef\n");
  expect(runScript("metas.mjs", folder)).toMatchObject({ code: 0, output: "" });
  expect(metaOf("One.cs")).toContain("0123456789abcdef");
});

test("what is wrong is told, and fails", () => {
  put("One.cs");
  put("Two.cs");
  put("Two.cs.meta", "fileFormatVersion: 2\nguid: 0123456789abcdef0123456789abcdef\n");
  put("Gone.cs.meta", "fileFormatVersion: 2\nguid: 0123456789abcdef0123456789abcdef\n");

  const { code, errors } = runScript("metas.mjs", "--check", folder);

  expect(code).toBe(1);
  expect(errors.trim().split("\n").sort()).toEqual([
    "a .meta of nothing: Gone.cs.meta",
    "has no .meta: One.cs",
    "its GUID is another's too: Gone.cs.meta",
    "its GUID is another's too: Two.cs.meta",
  ]);
});

test("a kind of file that it knows no importer for is not guessed at", () => {
  put("sound.ogg");
  const { code, errors } = runScript("metas.mjs", folder);
  expect(code).not.toBe(0);
  expect(errors).toContain("knows no importer for sound.ogg");
});
