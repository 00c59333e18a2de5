import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import yauzl from "yauzl";
import { openLifetime } from "../abort.ts";
import type { PackageWriter } from "./container.ts";
import { zipContainer } from "./zip.ts";

const open = (sink = new PassThrough()) => ({
  sink,
  writer: zipContainer.open(sink, openLifetime(new AbortController().signal)),
});

async function writeAndRead(fill: (writer: PackageWriter) => Promise<void>) {
  const { sink, writer } = open();
  const written = buffer(sink);
  await fill(writer);
  const bytes = await writer.finish();
  const file = await written;
  expect(file.length).toBe(bytes);
  const archive = await yauzl.fromBufferPromise(file);
  const entries: yauzl.Entry[] = [];
  for await (const entry of archive.eachEntry()) entries.push(entry);
  return { entries, read: async (entry: yauzl.Entry) => buffer(await archive.openReadStreamPromise(entry)) };
}

describe("the ZIP", () => {
  it("stores images, deflates documents, and gives everyone the right to read", async () => {
    const text = Buffer.from("the same again, ".repeat(10));
    const { entries, read } = await writeAndRead(async (writer) => {
      await writer.image("image.png", text);
      await writer.document("long.txt", text);
      await writer.document("empty.txt", Buffer.alloc(0));
    });
    expect(entries.map(({ fileName, compressionMethod }) => [fileName, compressionMethod])).toEqual([
      ["image.png", 0],
      ["long.txt", 8],
      ["empty.txt", 0],
    ]);
    for (const entry of entries) expect(entry.externalFileAttributes >>> 16).toBe(0o100644);
    for (const entry of entries.slice(0, 2)) expect((await read(entry)).equals(text)).toBe(true);
    expect(await read(entries[2]!)).toHaveLength(0);
  });

  it("refuses a path that escapes or that is there already", async () => {
    const { writer } = open();
    await writer.image("a.png", Buffer.alloc(1));
    await expect(writer.image("A.png", Buffer.alloc(1))).rejects.toThrow("share the path");
    await expect(writer.document("../a.png", Buffer.alloc(1))).rejects.toThrow("unsafe path");
  });
});
