import { BRIDGE_LIMITS, FRAME_HEADER_BYTES } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { skippedBecause } from "../../support/programs.ts";
import { until } from "../../support/until.ts";
import { Rig } from "./rig.ts";
import { type ScriptedBridge, startScriptedBridge } from "./scripted-bridge.ts";
import { PULL } from "./send-image.ts";
import { monoIsMissing } from "./wire-checks.ts";

const TOKEN = "q8Zr3vT0nWc5yKxJ2mLdP7sHf1uB9gEaQ6iRtYoVb4k";

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.close());

async function open(answer?: object | null) {
  const bridge = rig.add(await startScriptedBridge(answer));
  const editor = await rig.editor({ address: bridge.address, token: TOKEN });
  if (answer === undefined) await editor.connect();
  else await editor.ask("start");
  return { bridge, editor };
}
type Opened = Awaited<ReturnType<typeof open>>;

/** The first message after a connection was lost, or was none. */
const firstTrouble = ({ editor }: Opened) =>
  until(
    async () => editor.connections().find(({ state }) => state === "Waiting" || state === "Refused")?.message,
  );

const thumbnail = { id: "ast_1", batchId: "bat_1", row: 1, version: 1, title: "", sku: null, category: null };
const asset = { ...thumbnail, tags: [], prompt: "", score: 1, review: "pending", width: 1, height: 1 };

/** Content of `bytes` is asked for, and promised as transfer 7. */
async function promise({ bridge, editor }: Opened, bytes: number) {
  const asked = editor.ask<{ base64: string }>("assets.thumbnail", { asset, maxSide: 64 });
  const { id } = await bridge.request("assets.thumbnail");
  bridge.send({ re: id, type: "result", payload: { transfer: 7, bytes, crc32: "00000000" } });
  return asked;
}

const skips = skippedBecause("what a bridge must not do", monoIsMissing);

describe.skipIf(skips)("a connection ends, and is made again, when a bridge sends", () => {
  const frame = (transfer: number, offset: number, isLast: boolean) => ({ transfer, offset, isLast });
  const cases: readonly (readonly [string, RegExp, (bridge: ScriptedBridge) => void])[] = [
    [
      "content that nobody waits for",
      /nobody waits for/,
      (bridge) => bridge.sendFrame(frame(8, 0, true), Buffer.from("x")),
    ],
    [
      "content from a wrong byte",
      /from byte 5, and byte 0 of 10/,
      (bridge) => bridge.sendFrame(frame(7, 5, false), Buffer.from("x")),
    ],
    [
      "more than there is",
      /byte 0 of 10 was expected/,
      (bridge) => bridge.sendFrame(frame(7, 0, true), Buffer.alloc(11)),
    ],
    [
      "an end too early",
      /ended content at byte 3 of 10/,
      (bridge) => bridge.sendFrame(frame(7, 0, true), Buffer.alloc(3)),
    ],
    [
      "no end",
      /ended content at byte 10 of 10/,
      (bridge) => bridge.sendFrame(frame(7, 0, false), Buffer.alloc(10)),
    ],
    [
      "a frame of another version",
      /frame of another version/,
      (bridge) => bridge.latest().send(Buffer.alloc(FRAME_HEADER_BYTES)),
    ],
    [
      "a frame that is too large",
      /more than 262160 bytes/,
      (bridge) => bridge.latest().send(Buffer.alloc(FRAME_HEADER_BYTES + BRIDGE_LIMITS.chunkBytes + 1)),
    ],
    [
      "a text that is too large",
      /more than 1048576 bytes/,
      (bridge) => bridge.latest().send("x".repeat(BRIDGE_LIMITS.messageBytes + 1)),
    ],
    [
      "a text that is no UTF-8",
      /no UTF-8|broke it off/,
      (bridge) => bridge.latest().send(Buffer.from([0xc3, 0x28]), { binary: false }),
    ],
    [
      "a text that is no JSON",
      /a message that is none: This is no JSON/,
      (bridge) => bridge.latest().send("{"),
    ],
    [
      "JSON that is no message",
      /a message that is none: “v” must be 1, and is 2/,
      (bridge) => bridge.send({ v: 2, id: "1", type: "x", payload: {} }),
    ],
  ];
  it.each(cases.map(([what, message, send]) => ({ what, message, send })))(
    "$what",
    async ({ message, send }) => {
      const opened = await open();
      promise(opened, 10).catch(() => {});
      await opened.bridge.request("assets.thumbnail");
      send(opened.bridge);
      expect(await firstTrouble(opened)).toMatch(message);
      await opened.editor.connectionWith(({ state }) => state === "Connected");
      expect(opened.bridge.sockets).toHaveLength(2);
    },
  );
});

describe.skipIf(skips)("a bridge is left alone that", () => {
  it.each([
    [{ protocol: "assetql.bridge.v9" }, /“protocol” must be assetql\.bridge\.v1/],
    [{ windowBytes: 0 }, /“windowBytes” must be from 1/],
    [{ resumeId: null }, /“payload\.resumeId” must be a string, and is missing or null/],
  ])("welcomes with %j", async (answer, message) => {
    expect(await firstTrouble(await open(answer))).toMatch(message);
  });

  it("speaks another protocol, until somebody presses the button", async () => {
    const opened = await open({ code: "protocol-unsupported", detail: "It speaks v9.", problems: [] });
    const refused = await opened.editor.connectionWith(({ state }) => state === "Refused");
    expect(refused.message).toMatch(/does not speak assetql\.bridge\.v1.*Update the package, or the bridge/);
    opened.bridge.state.answer = {};
    await opened.editor.ask("reconnect");
    await opened.editor.connectionWith(({ state }) => state === "Connected");
  });

  it("refuses for another reason, which is told", async () => {
    const opened = await open({ code: "busy", detail: "Too many editors. Close one.", problems: [] });
    expect(await firstTrouble(opened)).toBe("Too many editors. Close one.");
  });

  it("says nothing to a greeting", async () => {
    expect(await firstTrouble(await open(null))).toContain("did not answer to the greeting");
  });

  it("speaks before it has answered the greeting", async () => {
    const opened = await open(null);
    await until(async () => opened.bridge.sockets[0]);
    opened.bridge.send({ seq: 1, type: "hub.changed", payload: { reachable: true, detail: null } });
    expect(await firstTrouble(opened)).toContain("did not answer to the greeting");
  });
});

describe.skipIf(skips)("calls of the bridge", () => {
  const items = { search: null, ids: null, cursor: null };

  it("are answered once each, and the same again when they are asked again", async () => {
    const { bridge, editor } = await open();
    await editor.ask("missing", { items: [{ id: "mana", title: "Mana", fields: { colour: "blue" } }] });
    bridge.call("c1", "project.items", items);
    const first = await bridge.answerTo("c1");
    await editor.ask("missing", { items: [] });
    bridge.call("c1", "project.items", items);
    expect(await bridge.answerTo("c1", 1)).toEqual(first);
    bridge.call("c2", "project.items", items);
    expect(await bridge.answerTo("c2")).toMatchObject({ payload: { items: [] } });
    // Also over another connection.
    bridge.latest().terminate();
    await until(async () => bridge.sockets[1]);
    bridge.call("c1", "project.items", items);
    expect(await bridge.answerTo("c1", 2)).toEqual(first);
    expect(JSON.stringify(first)).toContain('"colour":"blue"');
  });

  it("are refused in words when they are none, or are not as they have to be", async () => {
    const { bridge } = await open();
    bridge.call("c1", "project.explode", {});
    expect(await bridge.answerTo("c1")).toMatchObject({ type: "problem", payload: { code: "type-unknown" } });
    bridge.call("c2", "project.observe", { references: 7 });
    expect(await bridge.answerTo("c2")).toMatchObject({
      type: "problem",
      payload: {
        code: "params-invalid",
        detail: expect.stringContaining("payload.references"),
        problems: [],
      },
    });
  });

  it("wait for the main thread, and only for it", async () => {
    const { bridge, editor } = await open();
    const blocked = editor.ask("block", { milliseconds: 300 });
    bridge.call("c1", "project.items", items);
    await blocked;
    await bridge.answerTo("c1");
    expect(bridge.answersTo("c1")).toHaveLength(1);
  });
});

describe.skipIf(skips)("what the bridge tells", () => {
  const hub = (seq: number, reachable: boolean, detail: string | null) => ({
    seq,
    type: "hub.changed",
    payload: { reachable, detail },
  });

  it("of its hub is in the connection", async () => {
    const { bridge, editor } = await open();
    bridge.send(hub(1, false, "It refuses connections."));
    const away = await editor.connectionWith(({ hubReachable }) => !hubReachable);
    expect(away.message).toBe(
      "Connected to the bridge, but it cannot reach its hub at http://hub. It refuses connections.",
    );
    bridge.send(hub(2, true, null));
    const back = await editor.connectionWith(({ hubReachable }) => hubReachable);
    expect(back).toMatchObject({ state: "Connected", message: "Connected to http://hub.", hubProblem: null });
    bridge.send(hub(3, true, "The key may not publish."));
    const refused = await editor.connectionWith(({ hubProblem }) => hubProblem !== null);
    expect(refused).toMatchObject({
      state: "Connected",
      message: "Connected to http://hub. The key may not publish.",
      hubProblem: "The key may not publish.",
    });
  });

  it.each([
    [{ reachable: true }, "Connected to http://hub.", null],
    [{ reachable: true, detail: null }, "Connected to http://hub.", null],
    [
      { reachable: true, detail: "The key may not publish." },
      "Connected to http://hub. The key may not publish.",
      "The key may not publish.",
    ],
    [
      { reachable: false, detail: "It refuses connections." },
      "Connected to the bridge, but it cannot reach its hub at http://hub. It refuses connections.",
      null,
    ],
  ])("of its hub in the welcome, as %j, is in the connection", async (hub, message, hubProblem) => {
    const { editor } = await open({ hub: { url: "http://hub", ...hub } });
    const connected = await editor.connectionWith(({ state }) => state === "Connected");
    expect(connected).toMatchObject({ message, hubProblem, hubReachable: hub.reachable });
  });

  it("twice is heard once; where something is missing everything is read anew", async () => {
    const { bridge, editor } = await open();
    for (const seq of [1, 1, 2]) bridge.send(hub(seq, seq === 2, null));
    const connected = () => editor.connections().filter(({ state }) => state === "Connected");
    await until(async () => (connected().length >= 3 ? true : undefined));
    expect(connected().map(({ hubReachable }) => hubReachable)).toEqual([true, false, true]);
    expect(editor.eventsOf("renewed")).toHaveLength(1);
    bridge.send(hub(5, true, null));
    await until(async () => (editor.eventsOf("renewed").length === 2 ? true : undefined));
  });

  it("in a way that is not understood is shown, and nothing else suffers", async () => {
    const { bridge, editor } = await open();
    bridge.send({ seq: 1, type: "tomorrow.came", payload: {} });
    bridge.send({ seq: 2, type: "pull.progress", payload: { pullId: PULL, files: "one" } });
    const shown = await editor.connectionWith(({ message }) => message.includes("does not understand"));
    expect(shown).toMatchObject({
      state: "Connected",
      message: expect.stringContaining("“payload.files” must be an integer"),
    });
    expect(editor.eventsOf("log")).toContainEqual(expect.stringContaining("“tomorrow.came”"));
    bridge.send({
      seq: 3,
      type: "pull.progress",
      payload: { pullId: PULL, files: 1, filesTotal: 2, bytes: 3 },
    });
    await until(async () => editor.eventsOf("progress")[0]);
  });
});

describe.skipIf(skips)("answers of the bridge", () => {
  it("that refuse have a code, words and the problems of the input", async () => {
    const { bridge, editor } = await open();
    const asked = editor.ask("batches.list", { cursor: null });
    const { id } = await bridge.request("batches.list");
    bridge.send({ re: "nobody", type: "result", payload: {} });
    const payload = { code: "input-invalid", detail: "Two rows are wrong.", problems: ["row 1", "row 2"] };
    bridge.send({ re: id, type: "problem", payload });
    await expect(asked).rejects.toMatchObject({
      code: "input-invalid",
      message: "Two rows are wrong.",
      problems: ["row 1", "row 2"],
    });
  });

  it("do not come for what no message could hold: it is refused here, and nothing else is", async () => {
    const { bridge, editor } = await open();
    const assetIds = Array.from({ length: 40_000 }, (_, index) => `ast_0123456789abcdefghjk-${index}`);
    await expect(
      editor.ask("assets.review", { action: "approve", assetIds, note: null }),
    ).rejects.toMatchObject({
      code: "input-invalid",
      message: "This is too much for one request.",
    });
    const asked = editor.ask("batches.list", { cursor: null });
    const { id } = await bridge.request("batches.list");
    bridge.send({ re: id, type: "result", payload: { items: [], cursor: null } });
    expect(await asked).toMatchObject({ items: [] });
    expect(bridge.sockets).toHaveLength(1);
  });

  it("that are none fail what was asked for, and nothing else", async () => {
    const { bridge, editor } = await open();
    const asked = editor.ask("batches.list", { cursor: null });
    const { id } = await bridge.request("batches.list");
    bridge.send({ re: id, type: "result", payload: { items: [{ id: 1 }], cursor: null } });
    await expect(asked).rejects.toMatchObject({
      code: "message-invalid",
      message: expect.stringContaining("“payload.items[0].id”"),
    });
    expect(editor.connections().at(-1)?.state).toBe("Connected");
  });

  it("give back credit for what was written, and not with every frame", async () => {
    const opened = await open();
    const chunks = 16;
    const asked = promise(opened, chunks * BRIDGE_LIMITS.chunkBytes);
    await opened.bridge.request("assets.thumbnail");
    for (let at = 0; at < chunks; at++) {
      const header = { transfer: 7, offset: at * BRIDGE_LIMITS.chunkBytes, isLast: at === chunks - 1 };
      opened.bridge.sendFrame(header, Buffer.alloc(BRIDGE_LIMITS.chunkBytes));
    }
    // The checksum is not theirs.
    await expect(asked).rejects.toMatchObject({ code: "checksum-mismatch" });
    const given = () => opened.bridge.credit().reduce((total, bytes) => total + bytes, 0);
    const all = chunks * BRIDGE_LIMITS.chunkBytes;
    // What is held back is far less than a window, or the bridge would have to wait.
    await until(async () => (given() >= all - BRIDGE_LIMITS.windowBytes / 4 ? true : undefined));
    expect(given()).toBeLessThanOrEqual(all);
    expect(opened.bridge.credit().length).toBeLessThanOrEqual(chunks / 2);
  });
});
