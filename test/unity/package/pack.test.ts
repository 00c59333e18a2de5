import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageFolder, type Ran, runScript } from "./scripts.ts";

interface Entry {
  readonly name: string;
  readonly mode: string;
  readonly bytes: Buffer;
}

/** A reader of its own for ustar: 512-byte headers, contents padded to 512. */
function entriesOf(tar: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; tar[at] !== 0; ) {
    const text = (from: number, length: number) =>
      tar.toString("utf8", at + from, at + from + length).replace(/\0.*$/s, "");
    const size = Number.parseInt(text(124, 12), 8);
    const folder = text(345, 155);
    entries.push({
      name: folder === "" ? text(0, 100) : `${folder}/${text(0, 100)}`,
      mode: text(100, 8),
      bytes: tar.subarray(at + 512, at + 512 + size),
    });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return entries;
}

let folder: string;
let ran: Ran;
let file: string;
let entries: Entry[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assetql-pack-"));
  ran = runScript("pack.mjs", "--out", join(folder, "one"));
  file = ran.output.split("\n")[0] ?? "";
  entries = entriesOf(gunzipSync(readFileSync(file)));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("it says where the tarball is and what its sum is", () => {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  expect(ran).toMatchObject({ code: 0, errors: "" });
  expect(file).toBe(join(folder, "one", `com.assetql.unity-bridge-${version}.tgz`));
  expect(ran.output).toContain(createHash("sha256").update(readFileSync(file)).digest("hex"));
});

test("the same sources give the same bytes", () => {
  const again = runScript("pack.mjs", "--out", join(folder, "two")).output.split("\n")[0] ?? "";
  expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
});

test("everything is below package/, as npm and Unity read it, in order and readable", () => {
  const names = entries.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  for (const { name, mode } of entries)
    expect([name, mode]).toEqual([expect.stringMatching(/^package\//), "000644 "]);
  expect(names).toEqual(
    expect.arrayContaining(["package/package.json", "package/README.md", "package/LICENSE.md"]),
  );
});

test("what is packed is what is in the package's folder", () => {
  for (const { name, bytes } of entries) {
    const source = readFileSync(join(packageFolder, name.slice("package/".length)));
    expect([name, bytes.equals(source)]).toEqual([name, true]);
  }
});

test("it has all that Unity imports, each with its .meta, and nothing that belongs to the repository", () => {
  const names = new Set(entries.map(({ name }) => name));
  for (const name of names) {
    const needsMeta = !name.endsWith(".meta") && !name.startsWith("package/Documentation~/");
    if (needsMeta) expect([name, names.has(`${name}.meta`)]).toEqual([name, true]);
  }
  for (const folder of ["Client", "Editor", "Runtime", "Tests", "Tests/Editor", "Editor/Window/Styles"]) {
    expect([folder, names.has(`package/${folder}.meta`)]).toEqual([folder, true]);
  }
  expect([...names].filter((name) => /stubs|node_modules|\.(dll|mjs|ts|tgz)$/.test(name))).toEqual([]);
  expect(names).toContain("package/Samples~/FirstBatch/items.csv");
  expect(names).toContain("package/Documentation~/index.md");
  expect(names).toContain("package/Client/AssetQL.Client.asmdef");
});
