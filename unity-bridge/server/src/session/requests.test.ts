import { assetIdSchema, bridgeCloseCodes, bridgeCommands, styleProfileIdSchema } from "@assetql/contract";
import { afterEach, describe, expect, it } from "vitest";
import type { WireLimits } from "../socket/limits.ts";
import { openTestWire, type TestWire } from "../testing/open-test-wire.ts";
import type { CommandHandlers } from "./editor-session.ts";
import { BridgeProblemError, EditorProblem } from "./problems.ts";

let wire: TestWire;
afterEach(() => wire.dispose());

async function open(handlers: Partial<CommandHandlers> = {}, limits: Partial<WireLimits> = {}) {
  wire = await openTestWire({ handlers, limits });
  const editor = wire.connect();
  const welcome = await editor.enter();
  return { editor, welcome };
}

const style = {
  palette: ["#1A1A2E"],
  threshold: 0.8,
  references: 5,
  version: 2,
  name: "Ink & Gold",
  id: styleProfileIdSchema.parse("sty_ink-and-gold"),
};
const noPage = { items: [], cursor: null };

describe("an answer", () => {
  it("has its members in the order of the schema, and no others", async () => {
    const more = { ...style, secret: "x" };
    const { editor } = await open({ "styles.list": async () => ({ cursor: null, items: [more] }) });
    const { payload } = await editor.ask("styles.list", { cursor: null });
    const { id, name, version, references, threshold, palette } = style;
    const items = [{ id, name, version, references, threshold, palette }];
    expect(JSON.stringify(payload)).toBe(JSON.stringify({ items, cursor: null }));
  });

  it("to a ping is nothing", async () => {
    const { editor } = await open();
    expect(await editor.ask("ping", {}, "r1")).toEqual({ v: 1, re: "r1", type: "result", payload: {} });
  });

  it("to what is not asked rightly says what and where", async () => {
    const { editor } = await open();
    const draft = {
      name: "",
      template: "A {name}",
      styleId: "me",
      source: { kind: "csv", upload: "u1" },
      config: { width: "wide" },
    };
    const { type, payload } = await editor.ask("batches.create", draft);
    expect(type).toBe("problem");
    expect(payload).toMatchObject({
      code: "params-invalid",
      detail: expect.stringContaining("name must have a length of at least 1"),
      problems: [
        "name must have a length of at least 1.",
        expect.stringMatching(/^styleId must be/),
        "config.width must be a number.",
      ],
    });
  });

  it.each(["styles.drop", "constructor", "__proto__", "hello", "result"])(
    "to %s is that there is none",
    async (type) => {
      const { editor } = await open();
      expect(await editor.ask(type, {})).toMatchObject({
        type: "problem",
        payload: { code: "type-unknown" },
      });
    },
  );

  it("to what is nested too deeply is a problem, not an end", async () => {
    const { editor } = await open();
    const depth = 200_000;
    const nested = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    editor.send(`{"v":1,"id":"deep","type":"project.configure","payload":{"import":${nested}}}`);
    expect(await editor.answer("deep")).toMatchObject({ payload: { code: "params-invalid" } });
  });

  it("to what the hub refuses is its problem", async () => {
    const problems = ["row 17: is empty"];
    const { editor } = await open({
      "batches.get": async () => {
        throw new BridgeProblemError("input-invalid", "The CSV has problems.", problems);
      },
      "batches.watch": async () => {
        throw new EditorProblem("disk-full", "The disk is full.");
      },
    });
    const params = { batchId: "bat_potions" };
    const refused = await editor.ask("batches.get", params);
    expect(refused.payload).toEqual({ code: "input-invalid", detail: "The CSV has problems.", problems });
    const passedOn = await editor.ask("batches.watch", params);
    expect(passedOn.payload).toEqual({ code: "disk-full", detail: "The disk is full.", problems: [] });
    expect(wire.log).toEqual([]);
  });

  it("to what fails here says nothing of the inside, and is logged once", async () => {
    const { editor } = await open({
      "batches.list": async () => {
        throw new Error("secret of the inside");
      },
      "styles.list": async () => ({ items: [{ ...style, references: -1 }], cursor: null }),
      "exports.list": async () => ({ items: [], cursor: "x".repeat(3_000_000) }),
    });
    for (const type of ["batches.list", "styles.list", "exports.list"]) {
      const { payload } = await editor.ask(type, { cursor: null });
      expect(payload).toMatchObject({ code: "internal", detail: expect.not.stringContaining("secret") });
    }
    expect(wire.log.filter((line) => line.startsWith("error"))).toHaveLength(3);
  });
});

describe("a message that is none of the protocol", () => {
  it.each([
    ["no JSON", "hm"],
    ["another version", '{"v":2,"id":"r1","type":"ping","payload":{}}'],
    ["a member too many", '{"v":1,"id":"r1","type":"ping","payload":{},"more":1}'],
    ["an event of the editor's", '{"v":1,"seq":1,"type":"hub.changed","payload":{}}'],
    ["credit for nothing", '{"v":1,"type":"credit","payload":{"bytes":1}}'],
  ])("closes: %s", async (_, text) => {
    const { editor, welcome } = await open();
    editor.send(text);
    const { code, reason } = await editor.closed;
    expect(code).toBe(bridgeCloseCodes.invalid);
    expect(reason).toMatch(/^[A-Z].*\.$/);
    // The session goes on.
    const resume = { resumeId: welcome.resumeId, lastSeq: 0 };
    expect((await wire.connect({ resume }).enter()).resumed).toBe(true);
  });

  it("is not an answer to what nobody asked", async () => {
    const { editor } = await open();
    editor.respond("nobody", {});
    expect((await editor.ask("ping", {})).type).toBe("result");
  });
});

describe("a request that comes again", () => {
  it("is done once, and answered alike each time", async () => {
    const asked: string[] = [];
    const { editor } = await open({
      "batches.list": async (_, { requestId }) => {
        asked.push(requestId);
        return { items: [], cursor: String(asked.length) };
      },
    });
    const first = await editor.ask("batches.list", { cursor: null }, "same");
    const second = await editor.ask("batches.list", { cursor: null }, "same");
    const other = await editor.ask("batches.list", { cursor: null }, "other");
    expect(second).toEqual(first);
    expect(other.payload).toEqual({ items: [], cursor: "2" });
    expect(asked).toEqual(["same", "other"]);
  });

  it("also while it is being done, and on another connection", async () => {
    const gate = Promise.withResolvers<void>();
    let times = 0;
    const { editor, welcome } = await open({
      "batches.list": async () => {
        times += 1;
        await gate.promise;
        return noPage;
      },
    });
    const request = { v: 1, id: "slow", type: "batches.list", payload: { cursor: null } };
    editor.send(request);
    await expect.poll(() => times).toBe(1);
    editor.socket.terminate();
    const later = wire.connect({ resume: { resumeId: welcome.resumeId, lastSeq: 0 } });
    await later.enter();
    later.send(request);
    later.send(request);
    gate.resolve();
    expect(await later.answer("slow", 1)).toEqual(await later.answer("slow"));
    expect(times).toBe(1);
  });

  it("is done anew when frames were to follow its answer and nobody was there for them", async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let times = 0;
    const { editor, welcome } = await open({
      "assets.thumbnail": async (_, { session, afterwards }) => {
        times += 1;
        await gates[times - 1]?.promise;
        const outgoing = session.reserve(Buffer.alloc(10));
        afterwards(() => outgoing.send(0).finally(() => outgoing.release()));
        return { transfer: outgoing.transfer, bytes: outgoing.bytes, crc32: outgoing.crc32 };
      },
    });
    const payload = { assetId: assetIdSchema.parse("ast_potions-0001"), version: 1, maxSide: 64 };
    editor.send({ v: 1, id: "late", type: "assets.thumbnail", payload });
    await expect.poll(() => times).toBe(1);
    editor.socket.terminate();
    const later = wire.connect({ resume: { resumeId: welcome.resumeId, lastSeq: 0 } });
    await later.enter();
    gates[0]?.resolve();
    // What the first was answered with has been let go by then.
    await later.ask("ping", {});
    later.send({ v: 1, id: "late", type: "assets.thumbnail", payload });
    await expect.poll(() => times).toBe(2);
    gates[1]?.resolve();
    const { payload: told } = await later.answer("late");
    expect(told).toMatchObject({ bytes: 10 });
    await expect.poll(() => later.frames.length).toBe(1);
  });

  it("also when its answer was a problem", async () => {
    let times = 0;
    const { editor } = await open({
      "batches.list": async () => {
        times += 1;
        throw new BridgeProblemError("state", `Not now: ${times}.`);
      },
    });
    await editor.ask("batches.list", { cursor: null }, "same");
    await editor.ask("batches.list", { cursor: null }, "same");
    expect(times).toBe(1);
  });

  it("is done again when so many others came in between that its answer is gone", async () => {
    let times = 0;
    const count = async () => {
      times += 1;
      return noPage;
    };
    const { editor } = await open({ "batches.list": count }, { keptAnswers: 2 });
    for (const id of ["a", "b", "c", "b", "c"]) await editor.ask("batches.list", { cursor: null }, id);
    expect(times).toBe(3);
    await editor.ask("batches.list", { cursor: null }, "a");
    expect(times).toBe(4);
  });

  it("is not done again while it is being done, whatever comes in between", async () => {
    const gate = Promise.withResolvers<void>();
    let times = 0;
    const slow: CommandHandlers["batches.list"] = async () => {
      times += 1;
      await gate.promise;
      return noPage;
    };
    const handlers = { "batches.list": slow, "exports.list": async () => noPage };
    const { editor } = await open(handlers, { keptAnswers: 1 });
    const first = editor.ask("batches.list", { cursor: null }, "slow");
    for (const id of ["a", "b", "c"]) await editor.ask("exports.list", { cursor: null }, id);
    editor.send({ v: 1, id: "slow", type: "batches.list", payload: { cursor: null } });
    await editor.ask("ping", {});
    gate.resolve();
    await first;
    await editor.answer("slow", 1);
    expect(times).toBe(1);
  });

  it("is done again when the answers in between were large", async () => {
    let times = 0;
    const large = async () => {
      times += 1;
      return { items: [], cursor: "x".repeat(1_500) };
    };
    const { editor } = await open({ "batches.list": large }, { keptAnswerBytes: 4_000 });
    for (const id of ["a", "b", "c", "a"]) await editor.ask("batches.list", { cursor: null }, id);
    expect(times).toBe(4);
  });
});

describe("requests at once", () => {
  it("are as many as may be, and the next is told so", async () => {
    const gate = Promise.withResolvers<void>();
    const wait = async () => {
      await gate.promise;
      return noPage;
    };
    const { editor } = await open({ "batches.list": wait }, { running: 2 });
    const [one, two] = ["1", "2"].map((id) => editor.ask("batches.list", { cursor: null }, id));
    expect((await editor.ask("batches.list", { cursor: null }, "3")).payload).toMatchObject({ code: "busy" });
    gate.resolve();
    expect([(await one)?.type, (await two)?.type]).toEqual(["result", "result"]);
    expect((await editor.ask("batches.list", { cursor: null }, "3")).type).toBe("result");
  });
});

it("every command has a handler", async () => {
  const { editor } = await open();
  for (const name of Object.keys(bridgeCommands)) {
    const { payload } = await editor.ask(name, { nothing: 1 });
    expect(payload).not.toMatchObject({ code: "type-unknown" });
  }
});
