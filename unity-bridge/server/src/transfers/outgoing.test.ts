import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { assetIdSchema, BRIDGE_LIMITS, bridgeCloseCodes, publicationIdSchema } from "@assetql/contract";
import { afterEach, describe, expect, it } from "vitest";
import type { CommandHandlers, EditorSession, OutgoingTransfer } from "../session/editor-session.ts";
import { ConnectionLost } from "../session/problems.ts";
import type { WireLimits } from "../socket/limits.ts";
import { openTestWire, type TestWire } from "../testing/open-test-wire.ts";
import type { EditorOptions, TestEditor } from "../testing/test-editor.ts";

let wire: TestWire;
afterEach(() => wire.dispose());

const { chunkBytes, windowBytes } = BRIDGE_LIMITS;
const guid = "b3a1c9d47f0e4a5c8d2b6e91f0a7c35d";
const pullId = publicationIdSchema.parse("pub_potions-1");

interface Options extends EditorOptions {
  readonly handlers?: Partial<CommandHandlers>;
  readonly limits?: Partial<WireLimits>;
}

async function open({ handlers = {}, limits = {}, ...options }: Options = {}) {
  wire = await openTestWire({ handlers, limits });
  const editor = wire.connect(options);
  const { resumeId } = await editor.enter();
  const [session] = wire.sessions;
  if (session === undefined) throw new Error("there is no session");
  return { editor, session, resumeId };
}

/** The editor takes it from `offset` on. */
async function offer(
  session: EditorSession,
  editor: TestEditor,
  { transfer, bytes, crc32 }: OutgoingTransfer,
  offset = 0,
) {
  const path = "Assets/AssetQL/Potions/Textures/mana.png";
  const before = editor.calls().length;
  const call = session.call("files.offer", {
    transfer,
    bytes,
    crc32,
    pullId,
    externalId: `ast_${transfer}`,
    path,
  });
  editor.respond((await editor.call(before)).id, { offset, guid, path, isNew: true });
  return call;
}

/** Whatever is on its way has come: messages keep their order. */
const arrived = (editor: TestEditor) => editor.ask("ping", {});

describe("content", () => {
  it.each([1, 1_000, chunkBytes - 1, chunkBytes, chunkBytes + 1, windowBytes, 3 * windowBytes + 7])(
    "of %i bytes comes whole, in order, and its end is marked",
    async (bytes) => {
      const { editor, session } = await open();
      const content = randomBytes(bytes);
      const transfer = session.reserve(content);
      expect(transfer).toMatchObject({ bytes, crc32: crc32(content).toString(16).padStart(8, "0") });
      await offer(session, editor, transfer);
      await transfer.send(0);
      await arrived(editor);
      expect(editor.received(transfer.transfer).equals(content)).toBe(true);
      expect(editor.frames.filter(({ isLast }) => isLast)).toEqual([editor.frames.at(-1)]);
      let offset = 0;
      for (const frame of editor.frames) {
        expect(frame.offset).toBe(offset);
        expect(frame.content.byteLength).toBeLessThanOrEqual(chunkBytes);
        offset += frame.content.byteLength;
      }
    },
  );

  it("goes on from where the editor says, and is not sent where it is all there", async () => {
    const { editor, session } = await open();
    const content = randomBytes(700_000);
    const transfer = session.reserve(content);
    const { offset } = await offer(session, editor, transfer, 600_001);
    await transfer.send(offset);
    await transfer.send(content.byteLength);
    await arrived(editor);
    expect(editor.frames).toHaveLength(1);
    expect(editor.frames[0]).toMatchObject({ offset: 600_001, isLast: true });
    expect(editor.received(transfer.transfer).equals(content.subarray(600_001))).toBe(true);
  });

  it("has a number of its own, in uploads too", async () => {
    const { editor, session } = await open();
    const upload = await editor.ask("uploads.begin", { name: "a.csv", bytes: 1, crc32: "00000000" });
    const numbers = [1, 2].map(() => session.reserve(Buffer.from("x")).transfer);
    expect(new Set([...numbers, upload.payload.transfer]).size).toBe(3);
  });

  it("is not sent before the editor was told, nor from where there is none, nor after its release", async () => {
    const { editor, session } = await open();
    const transfer = session.reserve(Buffer.from("content"));
    await expect(transfer.send(0)).rejects.toThrow("not told");
    await offer(session, editor, transfer);
    for (const offset of [-1, 0.5, 8, Number.NaN])
      await expect(transfer.send(offset)).rejects.toThrow(RangeError);
    transfer.release();
    await expect(transfer.send(0)).rejects.toThrow("released");
    await arrived(editor);
    expect(editor.frames).toEqual([]);
  });
});

describe("credit", () => {
  it("is all that is sent until more is given", async () => {
    const { editor, session } = await open({ givesCredit: false });
    const content = randomBytes(windowBytes + 2 * chunkBytes);
    const transfer = session.reserve(content);
    await offer(session, editor, transfer);
    let isSent = false;
    const sending = transfer.send(0).then(() => {
      isSent = true;
    });
    await arrived(editor);
    expect(editor.received(transfer.transfer).byteLength).toBe(windowBytes);
    editor.giveCredit(10);
    await arrived(editor);
    expect(editor.received(transfer.transfer).byteLength).toBe(windowBytes + 10);
    expect(isSent).toBe(false);
    editor.giveCredit(windowBytes);
    await sending;
    await arrived(editor);
    expect(editor.received(transfer.transfer).equals(content)).toBe(true);
  });

  it("for more than was sent closes: 4400", async () => {
    const { editor, session } = await open({ givesCredit: false });
    const transfer = session.reserve(Buffer.from("0123456789"));
    await offer(session, editor, transfer);
    await transfer.send(0);
    editor.giveCredit(10);
    await arrived(editor);
    editor.giveCredit(1);
    expect((await editor.closed).code).toBe(bridgeCloseCodes.invalid);
  });

  it("begins anew on each connection", async () => {
    const { editor, session, resumeId } = await open({ givesCredit: false });
    const content = randomBytes(2 * windowBytes);
    const transfer = session.reserve(content);
    await offer(session, editor, transfer);
    const sending = transfer.send(0);
    await arrived(editor);
    editor.socket.terminate();
    await expect(sending).rejects.toThrow(ConnectionLost);
    const later = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await later.enter();
    await offer(session, later, transfer, windowBytes);
    await transfer.send(windowBytes);
    await arrived(later);
    const halves = [editor.received(transfer.transfer), later.received(transfer.transfer)];
    expect(Buffer.concat(halves).equals(content)).toBe(true);
  });
});

describe("several transfers", () => {
  it("take turns: a small one does not wait for a large one", async () => {
    const { editor, session } = await open({ givesCredit: false });
    const [large, other, small] = [2 * windowBytes, 2 * windowBytes, 10].map((bytes) =>
      session.reserve(randomBytes(bytes)),
    );
    if (!large || !other || !small) throw new Error("there are three");
    for (const transfer of [large, other, small]) await offer(session, editor, transfer);
    const sent = [large, other].map((transfer) => transfer.send(0).catch(() => {}));
    await arrived(editor);
    const soFar = editor.frames.length;
    const sendingSmall = small.send(0);
    editor.giveCredit(4 * chunkBytes);
    await sendingSmall;
    await arrived(editor);
    const order = editor.frames.slice(soFar).map(({ transfer }) => transfer);
    expect(order.slice(0, 3).sort()).toEqual([large, other, small].map(({ transfer }) => transfer).sort());
    editor.socket.terminate();
    await Promise.all(sent);
  });

  it("share alike", async () => {
    const { editor, session } = await open();
    const contents = [1, 2, 3].map(() => randomBytes(2 * windowBytes));
    const transfers = contents.map((content) => session.reserve(content));
    for (const transfer of transfers) await offer(session, editor, transfer);
    await Promise.all(transfers.map((transfer) => transfer.send(0)));
    await arrived(editor);
    for (const [index, { transfer }] of transfers.entries()) {
      expect(editor.received(transfer).equals(contents[index] ?? Buffer.alloc(0))).toBe(true);
    }
    // None was done before the others were well under way.
    const firstEnd = editor.frames.findIndex(({ isLast }) => isLast);
    expect(new Set(editor.frames.slice(0, firstEnd).map(({ transfer }) => transfer)).size).toBe(3);
  });
});

describe("a transfer that is given up", () => {
  it("stops, and the others go on", async () => {
    const { editor, session } = await open({ givesCredit: false });
    const [one, two] = [2 * windowBytes, 2 * windowBytes].map((bytes) => session.reserve(randomBytes(bytes)));
    if (!one || !two) throw new Error("there are two");
    for (const transfer of [one, two]) await offer(session, editor, transfer);
    const aborting = new AbortController();
    const stopped = one.send(0, { signal: aborting.signal });
    const going = two.send(0);
    await arrived(editor);
    const before = editor.received(one.transfer).byteLength;
    aborting.abort(new Error("paused"));
    await expect(stopped).rejects.toThrow("paused");
    while (editor.received(two.transfer).byteLength < two.bytes) {
      editor.giveCredit(chunkBytes);
      await arrived(editor);
    }
    await going;
    expect(editor.received(one.transfer).byteLength).toBe(before);
    await expect(one.send(0, { signal: aborting.signal })).rejects.toThrow("paused");
  });
});

describe("a connection that is lost", () => {
  it("is told to whoever sends, also when there is another by now", async () => {
    const { editor, session, resumeId } = await open();
    const transfer = session.reserve(randomBytes(10));
    await offer(session, editor, transfer);
    editor.socket.terminate();
    const later = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await later.enter();
    // The editor on this one knows nothing of it.
    await expect(transfer.send(0)).rejects.toThrow(ConnectionLost);
    await arrived(later);
    expect(later.frames).toEqual([]);
    await offer(session, later, transfer);
    await transfer.send(0);
    await arrived(later);
    expect(later.frames).toHaveLength(1);
  });
});

describe("frames after an answer", () => {
  const content = randomBytes(300_000);
  const params = { assetId: assetIdSchema.parse("ast_potions-0001"), version: 1, maxSide: 128 };

  /** Counts how often it was made. */
  function thumbnails() {
    const made: number[] = [];
    const handler: CommandHandlers["assets.thumbnail"] = async (_, { session, afterwards }) => {
      const { send, release, ...told } = session.reserve(content);
      made.push(told.transfer);
      afterwards(() => send(0).finally(release));
      return told;
    };
    return { made, handlers: { "assets.thumbnail": handler } };
  }

  it("come after it, once, however often it is asked for on one connection", async () => {
    const { made, handlers } = thumbnails();
    const { editor } = await open({ handlers });
    const { payload } = await editor.ask("assets.thumbnail", params, "t");
    expect(await editor.ask("assets.thumbnail", params, "t")).toMatchObject({ payload });
    await arrived(editor);
    expect([made.length, wire.log]).toEqual([1, []]);
    expect(Buffer.concat(editor.frames.map((frame) => frame.content)).equals(content)).toBe(true);
  });

  it("come anew when it is asked for again on another connection", async () => {
    const { made, handlers } = thumbnails();
    const { editor, resumeId } = await open({ handlers, givesCredit: false });
    await editor.ask("assets.thumbnail", params, "t");
    editor.socket.terminate();
    const later = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await later.enter();
    const { payload } = await later.ask("assets.thumbnail", params, "t");
    await arrived(later);
    expect(made).toHaveLength(2);
    expect(payload.transfer).toBe(made[1]);
    expect(later.received(made[1] ?? 0).equals(content)).toBe(true);
  });

  it("that cannot be had are logged, and harm nobody", async () => {
    const { editor } = await open({
      handlers: {
        "assets.thumbnail": async (_, { session, afterwards }) => {
          afterwards(() => Promise.reject(new Error("the image is gone")));
          return session.reserve(content);
        },
      },
    });
    await editor.ask("assets.thumbnail", params, "t");
    await arrived(editor);
    expect(wire.log).toEqual([expect.stringContaining("the image is gone")]);
  });
});
