import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { folderMeta, textMeta, textureMeta, unityGuid } from "@assetql/export-formats";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { skippedBecause } from "../support/programs.ts";
import { samplePackages, samplePng, writeSamplePackage } from "./sample-package.ts";

const bin = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";
const python = join(import.meta.dirname, "../../.cache/unity-python", bin);
const reason = existsSync(python) ? undefined : "run `node test/unity/install-python.mjs` first";

const FOLDER = "Assets/AssetQL/Iron - Ink";
const root = await mkdtemp(join(tmpdir(), "assetql-formats-"));
afterAll(() => rm(root, { recursive: true }));

async function newFolder(name: string): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder);
  return folder;
}

/** What the program printed. */
function run(program: string, args: readonly string[], more: Parameters<typeof spawnSync>[2] = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { ...more, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} failed: ${error?.message ?? stderr}`);
  return stdout;
}

async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map(async (path) => {
    const name = path.slice(folder.length + 1).replaceAll("\\", "/");
    return [name, await readFile(path)] as const;
  });
  return new Map(await Promise.all(files));
}

/** The files of a package as the Python library unpacks it. */
async function unpack(name: string): Promise<Map<string, Buffer>> {
  const kind = samplePackages[name];
  if (kind === undefined) throw new Error(`no sample ${name}`);
  const file = join(root, name);
  await writeFile(file, await writeSamplePackage(kind));
  const folder = await newFolder(`unpacked-${name}`);
  run(python, [join(import.meta.dirname, "unpack.py"), file, folder]);
  return filesBelow(folder);
}

const metasSchema = z.record(
  z.string(),
  z.object({ read: z.record(z.string(), z.unknown()), written: z.string() }),
);

function readMetas(metas: Readonly<Record<string, string>>) {
  const printed = run(python, [join(import.meta.dirname, "read_metas.py")], { input: JSON.stringify(metas) });
  return metasSchema.parse(JSON.parse(printed));
}

const listedFiles = z.array(z.object({ path: z.string(), sha256: z.string() }));
const manifestSchema = z.object({
  documents: listedFiles,
  assets: z.array(z.object({ files: listedFiles })),
});

const isSkipped = skippedBecause("Python's readers of .unitypackage and .meta", reason);

describe.skipIf(isSkipped)("a .unitypackage, unpacked by another program,", () => {
  it.each(["png.unitypackage", "tga.unitypackage"])("has the files of its manifest: %s", async (name) => {
    const files = await unpack(name);
    const manifestPath = `${FOLDER}/manifest.json`;
    const manifest = manifestSchema.parse(JSON.parse(files.get(manifestPath)?.toString("utf8") ?? ""));

    const listed = [...manifest.documents, ...manifest.assets.flatMap((asset) => asset.files)];
    expect([...files.keys()].sort()).toEqual([...listed.map(({ path }) => path), manifestPath].sort());
    for (const { path, sha256 } of listed) {
      const digest = createHash("sha256")
        .update(files.get(path) ?? "")
        .digest("hex");
      expect([path, digest]).toEqual([path, sha256]);
    }
    expect(manifest.assets).toHaveLength(7);
    if (name.startsWith("png"))
      expect(files.get(`${FOLDER}/Textures/Island.png`)).toEqual(await samplePng(0));
  });

  it("has .meta files that a library for Unity's YAML writes again in the same bytes", async () => {
    const files = [...(await unpack("small.unitypackage"))].filter(([path]) => path.endsWith(".meta"));
    const metas = Object.fromEntries(files.map(([path, bytes]) => [path, bytes.toString("utf8")]));
    const results = readMetas(metas);

    expect(Object.keys(results)).toHaveLength(3 + 7 + 4);
    for (const [path, { read, written }] of Object.entries(results)) {
      expect([path, read.guid, written]).toEqual([
        path,
        unityGuid(path.slice(0, -".meta".length)),
        metas[path],
      ]);
    }
    expect(results[`${FOLDER}/Textures.meta`]?.read).toMatchObject({ folderAsset: "yes" });
    expect(results[`${FOLDER}/Textures/IT-1.png.meta`]?.read.TextureImporter).toMatchObject({
      textureType: "8",
      spriteMode: "1",
      spriteSheet: { spriteID: "5e97eb03825dee720800000000000000", sprites: [] },
    });
  });
});

describe.skipIf(isSkipped)("a .meta, read by a library for Unity's YAML,", () => {
  const texture = { width: 8, height: 8, pixelsPerUnit: 100, filterMode: "point" } as const;

  it.each(["12345678901234567890123456789012", "1e100000000000000000000000000000"])(
    "keeps a GUID that looks like a number: %s",
    (guid) => {
      const meta = textureMeta(guid, { ...texture, textureType: "texture", maxSize: 32 });
      const { read, written } = readMetas({ meta }).meta ?? {};
      expect([read?.guid, written]).toEqual([guid, meta]);
    },
  );

  it.each(["Mugs", "true", "1e3", "UI: icons # 2", 'a "b"\nc', "Ålesund ☕ 🎨"])(
    "keeps the packing tag %j",
    (tag) => {
      const meta = textureMeta(unityGuid("a"), { ...texture, textureType: "sprite", packingTag: tag });
      expect(readMetas({ meta }).meta?.read.TextureImporter).toMatchObject({ spritePackingTag: tag });
    },
  );

  it("reads folders and text", () => {
    const results = readMetas({ folder: folderMeta("Assets/AssetQL"), text: textMeta("Assets/a.json") });
    expect(results.folder?.read).toHaveProperty("DefaultImporter");
    expect(results.text?.read).toHaveProperty("TextScriptImporter");
  });
});

describe("a package", () => {
  it("has the same bytes from two processes with other time zones, locales and folders", async () => {
    const write = async (env: { TZ: string; LC_ALL: string }) => {
      const cwd = await newFolder(env.LC_ALL);
      const script = join(import.meta.dirname, "write-packages.ts");
      const place = run(process.execPath, [script], { cwd, env: { ...process.env, ...env } });
      return { place, files: await filesBelow(cwd) };
    };
    const first = await write({ TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8" });
    const second = await write({ TZ: "America/St_Johns", LC_ALL: "C" });

    expect(first.place).not.toBe(second.place);
    expect([...first.files.keys()].sort()).toEqual(Object.keys(samplePackages).sort());
    for (const [name, bytes] of first.files) {
      expect(bytes.length).toBeGreaterThan(1000);
      expect([name, second.files.get(name)?.equals(bytes)]).toEqual([name, true]);
    }
  });
});
