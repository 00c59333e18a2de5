import { randomBytes } from "node:crypto";
import { bridgeMessageSchema, publicationIdSchema } from "@assetql/contract";
import { afterEach, expect, it } from "vitest";
import { testSeed } from "../../../../test/support/test-seed.ts";
import { openTestWire, type TestWire } from "../testing/open-test-wire.ts";
import type { EditorSession } from "./editor-session.ts";
import { ConnectionLost } from "./problems.ts";

let wire: TestWire;
afterEach(() => wire.dispose());

const FILES = 30;
const MAX_BYTES = 1_500_000;
const pullId = publicationIdSchema.parse("pub_potions-1");
const guid = "b3a1c9d47f0e4a5c8d2b6e91f0a7c35d";
const path = "Assets/AssetQL/Potions/Textures/mana.png";

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What of an editor outlives a domain: its staging folder, by transfer, and which event it dealt with last. */
interface Disk {
  readonly staged: Map<number, Buffer>;
  readonly seqs: number[];
  resumeId: string | undefined;
}

/** One domain's life: answers and stages until it is unloaded after so many frames, or nothing more is wanted. */
async function liveFor(frames: number, disk: Disk, done: Promise<void>): Promise<void> {
  const resume =
    disk.resumeId === undefined ? null : { resumeId: disk.resumeId, lastSeq: disk.seqs.at(-1) ?? 0 };
  const editor = wire.connect({ resume });
  let left = frames;
  editor.socket.on("message", (data, isBinary) => {
    if (isBinary) {
      const { transfer, offset, content } = editor.frames.at(-1)!;
      const before = disk.staged.get(transfer) ?? Buffer.alloc(0);
      expect(offset).toBe(before.byteLength);
      disk.staged.set(transfer, Buffer.concat([before, content]));
      left -= 1;
      if (left === 0) editor.socket.terminate();
      return;
    }
    const message = bridgeMessageSchema.parse(JSON.parse(String(data)));
    if ("seq" in message) disk.seqs.push(message.seq);
    if (!("id" in message)) return;
    const offset = disk.staged.get(Number(message.payload.transfer))?.byteLength ?? 0;
    editor.respond(message.id, message.type === "files.offer" ? { offset, guid, path, isNew: true } : {});
  });
  const welcome = await Promise.race([editor.enter(), editor.closed]);
  if ("resumeId" in welcome) {
    expect(welcome.resumed).toBe(resume !== null);
    disk.resumeId = welcome.resumeId;
  }
  await Promise.race([editor.closed, done]);
  editor.socket.terminate();
  await editor.closed;
}

/** As a pull does: offered again for as long as the connection goes meanwhile, and staged when it has come. */
async function deliver(session: EditorSession, content: Buffer): Promise<number> {
  const { send, release, ...told } = session.reserve(content);
  for (;;) {
    const { offset } = await session.call("files.offer", { ...told, pullId, externalId: "ast_1", path });
    try {
      await send(offset);
    } catch (error) {
      if (error instanceof ConnectionLost) continue;
      throw error;
    }
    await session.call("files.remove", { pullId, externalId: "ast_1", guid });
    const again = await session.call("files.offer", { ...told, pullId, externalId: "ast_1", path });
    if (again.offset === content.byteLength) break;
  }
  release();
  session.emit("pull.progress", { pullId, files: 1, filesTotal: FILES, bytes: content.byteLength });
  return told.transfer;
}

it("whatever is cut when: all content comes whole, and each event once", async () => {
  const seed = testSeed();
  const random = numbersFrom(seed);
  wire = await openTestWire();
  const disk: Disk = { staged: new Map(), seqs: [], resumeId: undefined };
  const contents = Array.from({ length: FILES }, () => randomBytes(1 + Math.floor(random() * MAX_BYTES)));
  const finished = Promise.withResolvers<void>();
  let isFinished = false;
  const first = liveFor(3, disk, finished.promise);
  await expect.poll(() => wire.sessions.length).toBe(1);
  const session = wire.sessions[0]!;
  const delivered = Promise.all(contents.map((content) => deliver(session, content))).finally(() => {
    isFinished = true;
    finished.resolve();
  });
  await first;
  while (!isFinished) await liveFor(1 + Math.floor(random() * 20), disk, finished.promise);
  for (const [index, transfer] of (await delivered).entries()) {
    expect(disk.staged.get(transfer)?.equals(contents[index]!), `seed ${seed}`).toBe(true);
  }
  // Those that were told of before the last cut may have to be told of again.
  const last = wire.connect({ resume: { resumeId: disk.resumeId ?? "", lastSeq: disk.seqs.at(-1) ?? 0 } });
  expect((await last.enter()).resumed).toBe(true);
  await last.ask("ping", {});
  const seqs = [...disk.seqs, ...last.events().map(({ seq }) => seq)];
  expect(seqs, `seed ${seed}`).toEqual(Array.from({ length: FILES }, (_, index) => index + 1));
  expect(wire.sessions).toHaveLength(1);
});
