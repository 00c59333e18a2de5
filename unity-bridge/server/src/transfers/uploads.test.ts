import { randomBytes } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { BRIDGE_LIMITS, bridgeCloseCodes } from "@assetql/contract";
import { afterEach, describe, expect, it } from "vitest";
import type { WireLimits } from "../socket/limits.ts";
import { openTestWire, type TestWire } from "../testing/open-test-wire.ts";
import type { TestEditor } from "../testing/test-editor.ts";
import { hexOfCrc32 } from "./outgoing.ts";

let wire: TestWire;
afterEach(() => wire.dispose());

const { chunkBytes, windowBytes, uploadBytes } = BRIDGE_LIMITS;

async function open(limits: Partial<WireLimits> = {}) {
  wire = await openTestWire({ limits });
  const editor = wire.connect();
  const { resumeId } = await editor.enter();
  const [session] = wire.sessions;
  if (session === undefined) throw new Error("there is no session");
  return { editor, session, resumeId };
}

const announce = (content: Uint8Array, name = "potions.csv") => ({
  name,
  bytes: content.byteLength,
  crc32: hexOfCrc32(crc32(content)),
});

async function begin(editor: TestEditor, content: Uint8Array, name?: string) {
  const { payload } = await editor.ask("uploads.begin", announce(content, name));
  return { transfer: Number(payload.transfer), offset: Number(payload.offset) };
}

const credited = ({ messages }: TestEditor) =>
  messages.reduce((sum, message) => sum + (message.type === "credit" ? Number(message.payload.bytes) : 0), 0);

interface Part {
  readonly transfer: number;
  readonly offset: number;
  /** Exclusive; the content's end when absent. */
  readonly end?: number;
}

/** Sends a part as an editor does: no more than there is credit for. */
async function send(
  editor: TestEditor,
  content: Uint8Array,
  { transfer, offset, end = content.byteLength }: Part,
) {
  const before = credited(editor);
  for (let at = offset; at < end; ) {
    const next = Math.min(end, at + chunkBytes);
    await expect
      .poll(() => windowBytes + credited(editor) - before - (at - offset))
      .toBeGreaterThanOrEqual(next - at);
    editor.sendFrame(
      { transfer, offset: at, isLast: next === content.byteLength },
      content.subarray(at, next),
    );
    at = next;
  }
}

const finish = (editor: TestEditor, transfer: number) => editor.ask("uploads.finish", { transfer });

async function upload(editor: TestEditor, content: Uint8Array, name?: string): Promise<string> {
  const begun = await begin(editor, content, name);
  await send(editor, content, begun);
  const { payload } = await finish(editor, begun.transfer);
  return String(payload.upload);
}

const filesOf = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => /[/\\]u[0-9a-f]{24}$/.test(name));

describe("an upload", () => {
  it.each([1, chunkBytes, chunkBytes + 1, 2 * windowBytes + 5])(
    "of %i bytes arrives as it was sent",
    async (bytes) => {
      const { editor, session } = await open();
      const content = randomBytes(bytes);
      const id = await upload(editor, content);
      const { name, bytes: arrived } = session.upload(id) ?? {};
      expect(name).toBe("potions.csv");
      expect(Buffer.from(arrived ?? []).equals(content)).toBe(true);
      // All of it was credited in the end.
      await expect.poll(() => credited(editor)).toBe(bytes);
      expect(session.upload("u000000000000000000000000")).toBeUndefined();
    },
  );

  it("of the largest size", async () => {
    const { editor, session } = await open();
    const content = randomBytes(uploadBytes);
    const id = await upload(editor, content);
    expect(Buffer.from(session.upload(id)?.bytes ?? []).equals(content)).toBe(true);
  });

  it("beyond the largest size is refused, and one of nothing", async () => {
    const { editor } = await open();
    for (const bytes of [uploadBytes + 1, 0]) {
      const { payload } = await editor.ask("uploads.begin", { name: "a.csv", bytes, crc32: "00000000" });
      expect(payload).toMatchObject({ code: "params-invalid", detail: expect.stringContaining("bytes") });
    }
  });

  it("may come beside others", async () => {
    const { editor, session } = await open();
    const contents = [1, 2, 3].map(() => randomBytes(3 * chunkBytes));
    const begun = await Promise.all(contents.map((content, index) => begin(editor, content, `${index}.png`)));
    for (const offset of [0, chunkBytes, 2 * chunkBytes]) {
      for (const [index, { transfer }] of begun.entries()) {
        const content = contents[index] ?? Buffer.alloc(0);
        await send(editor, content, { transfer, offset, end: offset + chunkBytes });
      }
    }
    for (const [index, { transfer }] of begun.entries()) {
      const { payload } = await finish(editor, transfer);
      const { name, bytes } = session.upload(String(payload.upload)) ?? {};
      expect(name).toBe(`${index}.png`);
      expect(Buffer.from(bytes ?? []).equals(contents[index] ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it("goes on where the connection was lost, and is finished under the same id however often", async () => {
    const { editor, session, resumeId } = await open();
    const content = randomBytes(5 * chunkBytes);
    const { transfer } = await begin(editor, content);
    await send(editor, content, { transfer, offset: 0, end: 2 * chunkBytes });
    await expect.poll(() => credited(editor)).toBe(2 * chunkBytes);
    editor.socket.terminate();
    const later = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await later.enter();
    const again = await begin(later, content);
    expect(again).toEqual({ transfer, offset: 2 * chunkBytes });
    await send(later, content, again);
    const { payload } = await finish(later, transfer);
    expect(Buffer.from(session.upload(String(payload.upload))?.bytes ?? []).equals(content)).toBe(true);
    expect(await begin(later, content)).toEqual({ transfer, offset: content.byteLength });
    expect((await finish(later, transfer)).payload).toEqual(payload);
    // Other content under the same name is another upload.
    expect(await begin(later, randomBytes(10))).toMatchObject({ offset: 0 });
  });

  it("begun under the same id again after a lost connection says the offset of now", async () => {
    const { editor, resumeId } = await open();
    const content = randomBytes(3 * chunkBytes);
    const begun = await editor.ask("uploads.begin", announce(content), "same");
    await send(editor, content, { transfer: Number(begun.payload.transfer), offset: 0, end: chunkBytes });
    await expect.poll(() => credited(editor)).toBe(chunkBytes);
    editor.socket.terminate();
    const later = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await later.enter();
    const again = await later.ask("uploads.begin", announce(content), "same");
    expect(again.payload).toEqual({ ...begun.payload, offset: chunkBytes });
  });

  it("that is not all there says what is missing", async () => {
    const { editor } = await open();
    const content = randomBytes(1_000);
    const { transfer } = await begin(editor, content);
    await send(editor, content, { transfer, offset: 0, end: 400 });
    const { payload } = await finish(editor, transfer);
    expect(payload).toMatchObject({
      code: "upload-incomplete",
      detail: expect.stringContaining("600 of 1000"),
    });
    await send(editor, content, { transfer, offset: 400 });
    // Asked anew, under another id.
    expect((await finish(editor, transfer)).type).toBe("result");
  });

  it("that was changed on the way is refused, and can be sent again", async () => {
    const { editor } = await open();
    const content = randomBytes(1_000);
    const other = Buffer.from(content);
    other[999] = (other[999] ?? 0) ^ 1;
    const { transfer } = await begin(editor, content);
    await send(editor, other, { transfer, offset: 0 });
    expect((await finish(editor, transfer)).payload).toMatchObject({ code: "checksum-mismatch" });
    expect((await finish(editor, transfer)).payload).toMatchObject({ code: "upload-unknown" });
    const again = await begin(editor, content);
    expect(again.offset).toBe(0);
    await send(editor, content, again);
    expect((await finish(editor, again.transfer)).type).toBe("result");
  });

  it("that nobody began is unknown", async () => {
    const { editor } = await open();
    expect((await finish(editor, 77)).payload).toMatchObject({ code: "upload-unknown" });
  });
});

describe("frames that should not be", () => {
  const content = randomBytes(4 * chunkBytes);
  const first = content.subarray(0, 10);

  it.each([
    [
      "of no upload",
      (editor: TestEditor) => editor.sendFrame({ transfer: 99, offset: 0, isLast: false }, first),
    ],
    ["that are none", (editor: TestEditor) => editor.socket.send(Buffer.from("hello there, binary"))],
    ["that are too short", (editor: TestEditor) => editor.socket.send(Buffer.alloc(3))],
  ])("close: %s", async (_, misbehave) => {
    const { editor } = await open();
    misbehave(editor);
    expect((await editor.closed).code).toBe(bridgeCloseCodes.invalid);
  });

  it.each([
    ["not where it goes on", { offset: 1, isLast: false }, first],
    ["with a gap", { offset: chunkBytes, isLast: false }, first],
    ["larger than a frame may be", { offset: 0, isLast: false }, content.subarray(0, chunkBytes + 1)],
    ["with an end before the end", { offset: 0, isLast: true }, first],
    ["without content", { offset: 0, isLast: false }, Buffer.alloc(0)],
  ])("close: %s", async (_, { offset, isLast }, part) => {
    const { editor } = await open();
    const { transfer } = await begin(editor, content);
    editor.sendFrame({ transfer, offset, isLast }, part);
    const { code, reason } = await editor.closed;
    expect(code).toBe(bridgeCloseCodes.invalid);
    expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  it("close: more bytes than were announced, and more after the end", async () => {
    const { editor } = await open();
    const { transfer } = await begin(editor, first);
    editor.sendFrame({ transfer, offset: 0, isLast: true }, content.subarray(0, 11));
    expect((await editor.closed).code).toBe(bridgeCloseCodes.invalid);
    const again = wire.connect();
    await again.enter();
    const begun = await begin(again, first);
    again.sendFrame({ transfer: begun.transfer, offset: 0, isLast: true }, first);
    again.sendFrame({ transfer: begun.transfer, offset: 10, isLast: true }, Buffer.alloc(0));
    expect((await again.closed).code).toBe(bridgeCloseCodes.invalid);
  });

  it("close: an end that is not marked", async () => {
    const { editor } = await open();
    const { transfer } = await begin(editor, first);
    editor.sendFrame({ transfer, offset: 0, isLast: false }, first);
    expect((await editor.closed).code).toBe(bridgeCloseCodes.invalid);
  });

  it("close: of an upload that was begun on another connection", async () => {
    const { editor, resumeId } = await open();
    const { transfer } = await begin(editor, content);
    const later = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await later.enter();
    later.sendFrame({ transfer, offset: 0, isLast: false }, first);
    expect((await later.closed).code).toBe(bridgeCloseCodes.invalid);
  });

  it("close: more than there is credit for", async () => {
    const { editor } = await open({ windowBytes: 10 });
    const { transfer } = await begin(editor, content);
    editor.sendFrame({ transfer, offset: 0, isLast: false }, content.subarray(0, 11));
    const { code, reason } = await editor.closed;
    expect(code).toBe(bridgeCloseCodes.invalid);
    expect(reason).toContain("credit");
  });
});

describe("what is kept", () => {
  it("is readable by nobody else, and goes with the session", async () => {
    const { editor, session } = await open({ sessionSeconds: 0.05 });
    const id = await upload(editor, randomBytes(10));
    const files = await filesOf(wire.folder);
    expect(files).toHaveLength(1);
    expect((await stat(join(wire.folder, files[0] ?? ""))).mode & 0o777).toBe(0o600);
    editor.socket.terminate();
    await expect.poll(() => filesOf(wire.folder)).toEqual([]);
    expect(session.upload(id)).toBeUndefined();
  });

  it("goes when the bridge stops", async () => {
    const { editor } = await open();
    await upload(editor, randomBytes(10));
    await begin(editor, randomBytes(20));
    await wire.stop();
    expect(await readdir(wire.folder)).toEqual(["token"]);
  });

  it("is so much and no more: what was used last goes last", async () => {
    const { editor, session } = await open({ uploads: 2 });
    const [one, two] = [await upload(editor, Buffer.from("1")), await upload(editor, Buffer.from("2"))];
    expect(session.upload(one)).toBeDefined();
    const three = await upload(editor, Buffer.from("3"));
    expect([one, two, three].map((id) => session.upload(id)?.bytes[0])).toEqual([49, undefined, 51]);
    expect(await filesOf(wire.folder)).toHaveLength(2);
  });

  it("is not what is still coming: the next waits", async () => {
    const { editor, resumeId } = await open({ uploads: 2 });
    for (const text of ["1", "2"]) await begin(editor, Buffer.from(text));
    const { payload } = await editor.ask("uploads.begin", announce(Buffer.from("3")));
    expect(payload).toMatchObject({ code: "busy" });
    // Nobody goes on with those of a connection that is lost.
    const later = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await later.enter();
    expect(await begin(later, Buffer.from("3"))).toMatchObject({ offset: 0 });
  });
});
