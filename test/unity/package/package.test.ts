import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bridgeProblemCodes } from "@assetql/contract";
import { expect, test } from "vitest";
import { filesIn, packageFolder, stubsFolder } from "./scripts.ts";

const read = (name: string) => readFileSync(join(packageFolder, name), "utf8");
const readJson = (name: string) => JSON.parse(read(name));
const assemblies = filesIn(packageFolder).filter((name) => name.endsWith(".asmdef"));

test("package.json is what Unity's Package Manager and OpenUPM ask for", () => {
  const described = readJson("package.json");
  expect(described).toMatchObject({
    name: "com.assetql.unity-bridge",
    unity: "2021.3",
    license: "MIT",
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    displayName: expect.any(String),
    description: expect.any(String),
    author: { name: expect.any(String) },
  });
  for (const name of Object.keys(described.dependencies)) expect(name).toMatch(/^com\.unity\.modules\./);
  expect(described.samples).not.toHaveLength(0);
  for (const { path } of described.samples)
    expect(existsSync(join(packageFolder, path, "README.md"))).toBe(true);
});

test("the latest entry of the changelog is this version's", () => {
  const [, latest] = /^## \[(.+?)\]/m.exec(read("CHANGELOG.md")) ?? [];
  expect(latest).toBe(readJson("package.json").version);
});

test("the licence is the repository's", () => {
  const licence = readFileSync(join(packageFolder, "../../LICENSE"), "utf8");
  expect(read("LICENSE.md").replace(/^# /, "")).toBe(licence);
});

test("assemblies refer to each other by names that exist, and only the runtime goes into builds", () => {
  const named = new Map(assemblies.map((name) => [readJson(name).name as string, name]));
  const unitys = ["UnityEngine.TestRunner", "UnityEditor.TestRunner"];
  for (const name of assemblies) {
    const assembly = readJson(name);
    for (const needed of assembly.references) expect([...named.keys(), ...unitys]).toContain(needed);
    expect([name, assembly.includePlatforms]).toEqual([name, name.startsWith("Runtime/") ? [] : ["Editor"]]);
  }
  expect(readJson("Client/AssetQL.Client.asmdef").noEngineReferences).toBe(true);
  expect([...named.keys()].sort()).toEqual([
    "AssetQL.Client",
    "AssetQL.Editor",
    "AssetQL.Editor.Tests",
    "AssetQL.Runtime",
  ]);
});

test("every folder with C# belongs to an assembly, and a public class has the name of its file where Unity needs it", () => {
  const sources = filesIn(packageFolder).filter((name) => name.endsWith(".cs"));
  for (const source of sources.filter((name) => !name.startsWith("Samples~/"))) {
    const folders = assemblies.map((name) => name.slice(0, name.lastIndexOf("/") + 1));
    expect(folders.some((folder) => source.startsWith(folder))).toBe(true);
  }
  // Unity finds a script of these kinds by its file's name.
  for (const source of sources) {
    const kept = /class (\w+) : (?:ScriptableObject|MonoBehaviour|EditorWindow)\b/.exec(read(source));
    if (kept) expect(source.endsWith(`/${kept[1]}.cs`)).toBe(true);
  }
});

test.each([
  { name: "AssetPostprocessor", why: "installing one imports every texture of the project again" },
  { name: "SaveAndReimport", why: "it imports a second time what the .meta says already" },
  { name: "delayCall", why: "it does not come while the editor has no focus" },
  { name: "GetInstanceID", why: "later editors have none" },
  { name: "FindObjectsOfType", why: "later editors call it obsolete" },
  { name: "onSelectionChange", why: "later editors call it obsolete" },
])("the editor's part does without $name: $why", ({ name }) => {
  const sources = filesIn(packageFolder).filter((file) => /^(Editor|Runtime)\/.*\.cs$/.test(file));
  const code = (file: string) => read(file).replaceAll(/\/\/.*$/gm, "");
  expect(sources.filter((file) => code(file).includes(name))).toEqual([]);
});

test("the model knows nothing of Unity", () => {
  for (const name of filesIn(join(packageFolder, "Editor/Model")).filter((file) => file.endsWith(".cs"))) {
    expect(read(`Editor/Model/${name}`)).not.toMatch(/\bUnity(Engine|Editor)\b/);
  }
});

test("every class of the style sheets is used, and every class that is used has one or none on purpose", () => {
  const code = filesIn(packageFolder)
    .filter((name) => name.startsWith("Editor/") && name.endsWith(".cs"))
    .map(read)
    .join("\n");
  const sheet = read("Editor/Window/Styles/AssetQL.uss");
  const styled = new Set([...sheet.matchAll(/\.(aql-[a-z_-]+)/g)].map(([, name]) => name ?? ""));
  const used = new Set([...code.matchAll(/"(aql-[a-z_-]+)"/g)].map(([, name]) => name ?? ""));
  // Made of a name and a tone.
  const made = /^aql-(tone|notice|bar__filled)--/;
  expect([...styled].filter((name) => !made.test(name) && !used.has(name))).toEqual([]);
  // A list is a box and nothing more.
  expect([...used].filter((name) => !styled.has(name) && !name.endsWith("--"))).toEqual(["aql-list"]);
});

test("both skins give every colour that the style sheet uses", () => {
  const sheet = read("Editor/Window/Styles/AssetQL.uss");
  const used = new Set([...sheet.matchAll(/var\((--aql-[a-z-]+)\)/g)].map(([, name]) => name));
  for (const skin of ["Dark", "Light"]) {
    const given = [...read(`Editor/Window/Styles/${skin}.uss`).matchAll(/(--aql-[a-z-]+):/g)].map(
      ([, name]) => name,
    );
    expect(new Set(given)).toEqual(used);
  }
});

test.each([
  // Unity's own background of a window in each skin.
  { skin: "Dark", window: [56, 56, 56] },
  { skin: "Light", window: [200, 200, 200] },
])("what is written can be read in the $skin skin (WCAG 2.2, 1.4.3: 4.5 to 1)", ({ skin, window }) => {
  const colours = new Map(
    [
      ...read(`Editor/Window/Styles/${skin}.uss`).matchAll(/--aql-([a-z-]+): rgb\((\d+), (\d+), (\d+)\)/g),
    ].map(([, name, ...channels]) => [name, channels.map(Number)]),
  );
  const of = (name: string) => colours.get(name) ?? [];
  const pairs = [
    ...["text", "quiet"].flatMap((name) => [
      [of(name), window],
      [of(name), of("card")],
    ]),
    [of("text"), of("selected")],
    [of("text"), of("line")],
    ...["accent", "good", "error"].map((name) => [of("on-accent"), of(name)]),
    [of("on-warning"), of("warning")],
  ];
  for (const [front = [], back = []] of pairs) expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
});

/** WCAG's contrast ratio of two colours in 0..255. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test("links of the documentation lead somewhere", () => {
  for (const name of ["README.md", "Documentation~/index.md", "Documentation~/troubleshooting.md"]) {
    for (const [, target = ""] of read(name).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
      expect([name, target, existsSync(join(packageFolder, name, "..", target))]).toEqual([
        name,
        target,
        true,
      ]);
    }
    const headings = [...read("Documentation~/index.md").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading.toLowerCase().replaceAll(" ", "-"),
    );
    for (const [, anchor] of read(name).matchAll(/\((?:index\.md)?#([^)]+)\)/g))
      expect(headings).toContain(anchor);
  }
});

test("troubleshooting has every code of the protocol", () => {
  const told = read("Documentation~/troubleshooting.md");
  expect(bridgeProblemCodes.filter((code) => !told.includes(`\`${code}\``))).toEqual([]);
});

test("every message of troubleshooting is one that somebody says", () => {
  const said = words(
    [
      packageFolder,
      join(packageFolder, "../server/src"),
      ...["sdk", "folder"].map((name) => join(packageFolder, "../../connectors", name, "src")),
    ].flatMap((folder) =>
      filesIn(folder)
        .filter((name) => /\.(cs|ts)$/.test(name) && !name.includes(".test."))
        .map((name) => readFileSync(join(folder, name), "utf8")),
    ),
  );
  const told = [
    ...read("Documentation~/troubleshooting.md").matchAll(/^\| (?!it says|code|[-`])(.+?) +\|/gm),
  ];
  const parts = told
    .flatMap(([, cell = ""]) => cell.replaceAll(/\(.*?\)|_/g, "").split(/[…;]/))
    .map((part) => part.trim().replace(/\.$/, "").toLowerCase())
    .filter((part) => part !== "");
  expect(parts.length).toBeGreaterThan(50);
  expect(parts.filter((part) => !said.includes(part))).toEqual([]);
});

/** Sources as people read their texts: put together where they are broken, without escapes, in lower case. */
function words(sources: readonly string[]): string {
  return sources
    .join("\n")
    .replaceAll(/\\u([0-9a-f]{4})/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/(["`])\s*\+\s*\1/g, "")
    .replaceAll('\\"', '"')
    .toLowerCase();
}

test("nothing that Unity shows in the background is stopped by a domain reload", () => {
  const sources = filesIn(join(packageFolder, "Editor")).filter((name) => name.endsWith(".cs"));
  const starts = sources.flatMap((name) => [...read(`Editor/${name}`).matchAll(/Progress\.Start\((.*)\)/g)]);
  expect(starts).not.toHaveLength(0);
  // Unity cancels those that are managed, which they are unless this is said.
  for (const [, given] of starts) expect(given).toContain("Progress.Options.Unmanaged");
});

test("each stub names the page of Unity's documentation that it mirrors", () => {
  for (const name of filesIn(stubsFolder).filter(
    (file) => file.endsWith(".cs") && file.startsWith("Unity"),
  )) {
    const lines = readFileSync(join(stubsFolder, name), "utf8").split("\n");
    for (const [at, line] of lines.entries()) {
      const type = /^ {4}public .*?(?:class|struct|interface|enum|delegate void) (\w+)/.exec(line)?.[1];
      if (type === undefined) continue;
      const page = lines.slice(0, at).findLast((before) => !before.trim().startsWith("[")) ?? "";
      expect(page).toMatch(
        new RegExp(
          `^ {4}// https://docs\\.unity3d\\.com/2021\\.3/Documentation/ScriptReference/[\\w.]*${type}(_\\d)?\\.html$`,
        ),
      );
    }
  }
});
