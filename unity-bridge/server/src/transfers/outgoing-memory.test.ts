import { BRIDGE_LIMITS, publicationIdSchema } from "@assetql/contract";
import { afterEach, expect, it } from "vitest";
import { openTestWire, type TestWire } from "../testing/open-test-wire.ts";

let wire: TestWire;
afterEach(() => wire.dispose());

const pullId = publicationIdSchema.parse("pub_potions-1");
const guid = "b3a1c9d47f0e4a5c8d2b6e91f0a7c35d";
const path = "Assets/AssetQL/Potions/Textures/mana.png";

it("an editor that gives no credit costs no more than what is under way", async () => {
  wire = await openTestWire();
  const editor = wire.connect({ givesCredit: false });
  await editor.enter();
  const session = wire.sessions[0]!;
  // The same megabytes over and over: were they copied for each transfer, it would show.
  const content = Buffer.alloc(64 * 1_048_576);
  const before = process.memoryUsage().arrayBuffers;
  const sending: Promise<void>[] = [];
  for (let times = 0; times < 10; times += 1) {
    const { send, release: _, ...told } = session.reserve(content);
    const offer = session.call("files.offer", { ...told, pullId, externalId: `ast_${times}`, path });
    editor.respond((await editor.call(times)).id, { offset: 0, guid, path, isNew: true });
    await offer;
    sending.push(send(0).catch(() => {}));
  }
  await editor.ask("ping", {});
  expect(editor.frames.reduce((sum, frame) => sum + frame.content.byteLength, 0)).toBe(
    BRIDGE_LIMITS.windowBytes,
  );
  // What has come is kept by the test's own editor, in this process too.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * BRIDGE_LIMITS.windowBytes);
  editor.socket.terminate();
  await Promise.all(sending);
});
