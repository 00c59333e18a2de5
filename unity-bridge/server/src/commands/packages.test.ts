import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, gzipSync } from "node:zlib";
import { type ExportId, exportIdSchema } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPackages, type Package } from "./packages.ts";

/** Greater than any number that a system gives a process. */
const NOBODY = 2 ** 31 - 2;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-packages-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function contentOf({ bytes, open }: Package): Promise<string> {
  const reader = await open();
  try {
    return String(Buffer.from(await reader.read(0, bytes)));
  } finally {
    await reader.close();
  }
}

const { signal } = new AbortController();
const idOf = (index: number): ExportId => exportIdSchema.parse(`exp_package-${index}`);

function hub() {
  const asked: string[] = [];
  const download = async (id: string) => {
    asked.push(id);
    return { stream: new Blob([`package ${id}`]).stream(), bytes: undefined };
  };
  return { asked, exports: { download } };
}

describe("packages on their way to editors", () => {
  it("are read from the hub once, and are gone when the bridge stops", async () => {
    const { asked, exports } = hub();
    const packages = await openPackages(exports, folder);
    for (let times = 0; times < 2; times += 1) {
      expect(await contentOf(await packages.get(idOf(1), signal))).toBe("package exp_package-1");
    }
    expect(asked).toEqual(["exp_package-1"]);
    await packages.close();
    expect(await readdir(join(folder, "packages"))).toEqual([]);
  });

  it("are known by their length, their checksum and their kind without being read again", async () => {
    const content = gzipSync("package");
    // The first two bytes tell the kind, also when they come apart.
    const stream = () => ReadableStream.from([content.subarray(0, 1), content.subarray(1)]);
    const packages = await openPackages(
      { download: async () => ({ stream: stream(), bytes: undefined }) },
      folder,
    );
    const crc32Of = crc32(content).toString(16).padStart(8, "0");
    const { bytes, crc32: sum, isGzip } = await packages.get(idOf(1), signal);
    expect({ bytes, sum, isGzip }).toEqual({ bytes: content.byteLength, sum: crc32Of, isGzip: true });
    const zip = await openPackages(hub().exports, folder);
    expect((await zip.get(idOf(2), signal)).isGzip).toBe(false);
  });

  it("that are being read are read to their end, also when they go meanwhile", async () => {
    const packages = await openPackages(hub().exports, folder);
    const { bytes, open } = await packages.get(idOf(1), signal);
    const reader = await open();
    await packages.close();
    expect(String(Buffer.from(await reader.read(0, bytes)))).toBe("package exp_package-1");
    await expect(reader.read(1, bytes)).rejects.toThrow("ends too early");
    await reader.close();
  });

  it("are ten at most: the one that was asked for longest ago goes", async () => {
    const { asked, exports } = hub();
    const packages = await openPackages(exports, folder);
    for (const index of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 11]) await packages.get(idOf(index), signal);
    const [own = ""] = await readdir(join(folder, "packages"));
    await expect.poll(() => readdir(join(folder, "packages", own))).toHaveLength(10);
    asked.length = 0;
    await packages.get(idOf(1), signal);
    await packages.get(idOf(2), signal);
    expect(asked).toEqual(["exp_package-2"]);
  });

  it("of a bridge that was killed go, those of one that runs stay", async () => {
    for (const name of [`${NOBODY}-killed`, `${process.ppid}-running`]) {
      await mkdir(join(folder, "packages", name), { recursive: true });
      await writeFile(join(folder, "packages", name, "exp_package-1.package"), "content");
    }
    await openPackages(hub().exports, folder);
    expect(await readdir(join(folder, "packages"))).toEqual([`${process.ppid}-running`]);
  });
});
