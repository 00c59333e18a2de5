import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { BRIDGE_LIMITS, exportIdSchema } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sendAfterwards } from "../commands/send-afterwards.ts";
import type { ContentSource } from "../session/editor-session.ts";
import { openTestWire, type TestWire } from "../testing/open-test-wire.ts";
import { openFileReader } from "./file-reader.ts";
import { hexOfCrc32 } from "./outgoing.ts";

const { chunkBytes, windowBytes } = BRIDGE_LIMITS;
const exportId = exportIdSchema.parse("exp_potions");

let folder: string;
let wire: TestWire;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-pieces-"));
});
afterEach(async () => {
  await wire.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** A file as a source that takes down what is read of it, and an editor that may fetch it. */
async function open(bytes: number, { givesCredit = true } = {}) {
  const content = randomBytes(bytes);
  const path = join(folder, "content");
  await writeFile(path, content);
  const read: number[] = [];
  const state = { isOpen: false };
  const source: ContentSource = {
    bytes,
    crc32: hexOfCrc32(crc32(content)),
    async open() {
      const reader = await openFileReader(path);
      state.isOpen = true;
      return {
        read: (offset, length) => {
          read.push(length);
          return reader.read(offset, length);
        },
        async close() {
          state.isOpen = false;
          await reader.close();
        },
      };
    },
  };
  wire = await openTestWire({
    handlers: {
      "exports.fetch": async ({ offset }, context) => ({
        ...sendAfterwards(context, source, offset),
        name: "potions.zip",
      }),
    },
  });
  const editor = wire.connect({ givesCredit });
  await editor.enter();
  const fetchFrom = async (offset: number): Promise<number> => {
    const { payload } = await editor.ask("exports.fetch", { exportId, offset });
    expect(payload).toMatchObject({ bytes, crc32: source.crc32 });
    return Number(payload.transfer);
  };
  return { content, read, state, editor, fetchFrom };
}

describe("a file", () => {
  it.each([
    { bytes: 1, offset: 0 },
    { bytes: 4 * chunkBytes, offset: 0 },
    { bytes: 3 * windowBytes + 7, offset: 0 },
    { bytes: 3 * windowBytes + 7, offset: windowBytes + 1 },
  ])("of $bytes bytes comes whole and in order from $offset on", async ({ bytes, offset }) => {
    const { content, state, editor, fetchFrom } = await open(bytes);
    const transfer = await fetchFrom(offset);
    await expect.poll(() => editor.frames.at(-1)?.isLast, { timeout: 20_000 }).toBe(true);
    expect(editor.received(transfer).equals(content.subarray(offset))).toBe(true);
    let at = offset;
    for (const frame of editor.frames) {
      expect(frame.offset).toBe(at);
      at += frame.content.byteLength;
    }
    expect(editor.frames.filter(({ isLast }) => isLast)).toHaveLength(1);
    await expect.poll(() => state.isOpen).toBe(false);
  });

  it("is not opened where all of it is there", async () => {
    const { read, editor, fetchFrom } = await open(10);
    await fetchFrom(10);
    await editor.ask("ping", {});
    expect(read).toEqual([]);
  });

  it("is read no further than the editor takes it, and closed when that is gone", async () => {
    const { read, state, editor, fetchFrom } = await open(4 * windowBytes, { givesCredit: false });
    await fetchFrom(0);
    const received = () => editor.frames.reduce((sum, { content }) => sum + content.byteLength, 0);
    await expect.poll(received, { timeout: 20_000 }).toBe(windowBytes);
    await editor.ask("ping", {});
    const most = windowBytes + 4 * chunkBytes;
    expect(read.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(most);
    editor.socket.terminate();
    await expect.poll(() => state.isOpen).toBe(false);
  });
});
