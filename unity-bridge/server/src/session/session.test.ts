import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { bridgeCloseCodes, publicationIdSchema } from "@assetql/contract";
import { afterEach, describe, expect, it } from "vitest";
import type { WireLimits } from "../socket/limits.ts";
import { openTestWire, type TestWire } from "../testing/open-test-wire.ts";
import { CHECKOUT, type TestEditor } from "../testing/test-editor.ts";
import type { EditorSession } from "./editor-session.ts";
import { EditorProblem } from "./problems.ts";

let wire: TestWire;
afterEach(() => wire.dispose());

const OTHER = "f".repeat(32);
const pullId = publicationIdSchema.parse("pub_potions-1");

async function open(limits: Partial<WireLimits> = {}) {
  wire = await openTestWire({ limits });
  const editor = wire.connect();
  const { resumeId } = await editor.enter();
  return { editor, resumeId, session: sessionAt(0) };
}

function sessionAt(index: number): EditorSession {
  const session = wire.sessions[index];
  if (session === undefined) throw new Error("there is no such session");
  return session;
}

const tell = (session: EditorSession, ...files: readonly number[]) => {
  for (const done of files) session.emit("pull.progress", { pullId, files: done, filesTotal: 500, bytes: 0 });
};
const told = (editor: TestEditor) => editor.events().map(({ seq, payload }) => [seq, payload.files]);
/** The bridge has seen the end of it. */
const cut = async (editor: TestEditor) => {
  editor.socket.terminate();
  await editor.closed;
};

describe("events", () => {
  it("are numbered from one, with members in the order of their schema", async () => {
    const { editor, session } = await open();
    session.emit("pull.progress", { bytes: 3, filesTotal: 2, files: 1, pullId });
    session.emit("hub.changed", { detail: null, reachable: false });
    await editor.event(1);
    expect(JSON.stringify(editor.events())).toBe(
      JSON.stringify([
        { v: 1, seq: 1, type: "pull.progress", payload: { pullId, files: 1, filesTotal: 2, bytes: 3 } },
        { v: 1, seq: 2, type: "hub.changed", payload: { reachable: false, detail: null } },
      ]),
    );
  });

  it("that an editor missed come when it resumes, after the welcome and before later ones", async () => {
    const { editor, session, resumeId } = await open();
    tell(session, 1, 2);
    await editor.event(1);
    await cut(editor);
    tell(session, 3, 4);
    const later = wire.connect({ resume: { resumeId, lastSeq: 1 } });
    expect(await later.enter()).toMatchObject({ resumed: true, lastSeq: 4, resumeId });
    tell(session, 5);
    await later.event(3);
    expect(told(later)).toEqual([
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ]);
    expect(later.messages[0]).toMatchObject({ type: "result" });
    expect(wire.sessions).toHaveLength(1);
  });

  it("of what keeps a project from its hub are told once more by every welcome", async () => {
    const { editor, session, resumeId } = await open();
    session.emit("hub.changed", { reachable: true, detail: "The key may not publish." });
    await editor.event(0);
    await cut(editor);
    const later = wire.connect({ resume: { resumeId, lastSeq: 1 } });
    expect(await later.enter()).toMatchObject({ hub: { detail: "The key may not publish." } });
    session.emit("hub.changed", { reachable: true, detail: null });
    await cut(later);
    expect(await wire.connect().enter()).toMatchObject({ hub: { detail: null } });
  });

  it("that are no longer kept: everything is to be read anew, and the session goes on", async () => {
    const { editor, session, resumeId } = await open({ keptEvents: 3 });
    await cut(editor);
    tell(session, 1, 2, 3, 4);
    const late = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    expect(await late.enter()).toMatchObject({ resumed: false, lastSeq: 4 });
    const inTime = wire.connect({ resume: { resumeId, lastSeq: 1 } });
    expect(await inTime.enter()).toMatchObject({ resumed: true, lastSeq: 4 });
    await inTime.event(2);
    expect(told(inTime)).toEqual([
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
    expect(told(late)).toEqual([]);
    expect(wire.sessions).toHaveLength(1);
  });

  it("of a session that nobody knows, or with a number that never was", async () => {
    const { session, resumeId } = await open();
    tell(session, 1);
    const stranger = wire.connect({ resume: { resumeId: "somebody", lastSeq: 0 } });
    const anew = await stranger.enter();
    expect(anew).toMatchObject({ resumed: false, lastSeq: 1 });
    expect(anew.resumeId).not.toBe(resumeId);
    const ahead = wire.connect({ resume: { resumeId: anew.resumeId, lastSeq: 9 } });
    expect(await ahead.enter()).toMatchObject({ resumed: false, lastSeq: 1 });
    const older = wire.connect({ resume: { resumeId, lastSeq: 1 } });
    expect(await older.enter()).toMatchObject({ resumed: false });
  });
});

describe("calls", () => {
  it("ask the editor, with members in the order of their schema", async () => {
    const { editor, session } = await open();
    const found = session.call("project.observe", { references: [{ guid: null, externalId: "ast_1" }] });
    const { id, type, payload } = await editor.call();
    expect(type).toBe("project.observe");
    expect(JSON.stringify(payload)).toBe('{"references":[{"externalId":"ast_1","guid":null}]}');
    const result = { found: [{ externalId: "ast_1", guid: null, path: null, fields: {} }] };
    editor.respond(id, result);
    expect(await found).toEqual(result);
  });

  it("throw what the editor refuses", async () => {
    const { editor, session } = await open();
    const call = session.call("import.refresh", { pullId });
    const payload = { code: "import-busy", detail: "Unity imports something else.", problems: [] };
    editor.send({ v: 1, re: (await editor.call()).id, type: "problem", payload });
    await expect(call).rejects.toThrow(EditorProblem);
    await expect(call).rejects.toMatchObject({
      code: "import-busy",
      message: "Unity imports something else.",
    });
  });

  it("throw what a later editor refuses for a reason that is not known here", async () => {
    const { editor, session } = await open();
    const call = session.call("import.refresh", { pullId });
    const payload = { code: "license-missing", detail: "Unity has no licence.", problems: [] };
    editor.send({ v: 1, re: (await editor.call()).id, type: "problem", payload });
    await expect(call).rejects.toMatchObject({
      code: "internal",
      message: "Unity has no licence. (license-missing)",
    });
  });

  it("throw when the answer is none of the protocol", async () => {
    const { editor, session } = await open();
    const call = session.call("import.commit", { pullId, externalIds: [] });
    editor.respond((await editor.call()).id, { failed: "none" });
    await expect(call).rejects.toMatchObject({
      code: "message-invalid",
      message: expect.stringContaining("failed must be a list"),
    });
    expect((await editor.ask("ping", {})).type).toBe("result");
  });

  it("that were not answered are asked again under the same id, in their order", async () => {
    const { editor, session, resumeId } = await open();
    const calls = ["ast_1", "ast_2", "ast_3"].map((externalId) =>
      session.call("project.observe", { references: [{ externalId, guid: null }] }),
    );
    await editor.call(2);
    const [first, second, third] = editor.calls();
    editor.respond(second?.id ?? "", { found: [] });
    await calls[1];
    await cut(editor);
    const away = session.call("import.refresh", { pullId });
    const later = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await later.enter();
    await later.call(2);
    expect(later.calls().slice(0, 2)).toEqual([first, third]);
    for (const { id, type } of later.calls())
      later.respond(id, type === "import.refresh" ? {} : { found: [] });
    await Promise.all([...calls, away]);
  });

  it("also by an editor that was restarted and begins anew", async () => {
    const { editor, session } = await open();
    const call = session.call("import.refresh", { pullId });
    await editor.call();
    await cut(editor);
    const restarted = wire.connect();
    expect(await restarted.enter()).toMatchObject({ resumed: false });
    restarted.respond((await restarted.call()).id, {});
    expect(await call).toEqual({});
    expect(wire.sessions).toHaveLength(1);
  });

  it("that were given up are not asked again, and a late answer harms nobody", async () => {
    const { editor, session, resumeId } = await open();
    const aborting = new AbortController();
    const call = session.call("import.refresh", { pullId }, { signal: aborting.signal });
    const { id } = await editor.call();
    aborting.abort(new Error("no longer wanted"));
    await expect(call).rejects.toThrow("no longer wanted");
    editor.respond(id, {});
    await editor.ask("ping", {});
    await cut(editor);
    const later = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await later.enter();
    await later.ask("ping", {});
    expect(later.calls()).toEqual([]);
    await expect(session.call("import.refresh", { pullId }, { signal: aborting.signal })).rejects.toThrow();
  });

  it("that no message can hold are an error of whoever asks", async () => {
    const { session } = await open();
    const externalIds = Array.from({ length: 20_000 }, (_, index) => `${"x".repeat(60)}${index}`);
    await expect(session.call("import.commit", { pullId, externalIds })).rejects.toThrow(RangeError);
  });
});

describe("sessions", () => {
  it("are one a checkout, each with its own calls, events and uploads", async () => {
    const { editor, session } = await open();
    const other = wire.connect({ checkout: OTHER, projectName: "Other" });
    await other.enter();
    expect(wire.sessions.map(({ checkout, projectName }) => [checkout, projectName])).toEqual([
      [CHECKOUT, "Potion Shop"],
      [OTHER, "Other"],
    ]);
    tell(session, 1);
    tell(sessionAt(1), 7, 8);
    const call = sessionAt(1).call("import.refresh", { pullId });
    const { id } = await other.call();
    // Somebody else's answer counts for nothing.
    editor.respond(id, {});
    await editor.ask("ping", {});
    other.send({ v: 1, re: id, type: "problem", payload: { code: "busy", detail: "", problems: [] } });
    await expect(call).rejects.toMatchObject({ code: "busy" });
    expect([told(editor), told(other)]).toEqual([
      [[1, 1]],
      [
        [1, 7],
        [2, 8],
      ],
    ]);
    expect(editor.calls()).toEqual([]);
  });

  it("have one connection: a later one replaces it", async () => {
    const { editor, session } = await open();
    const later = wire.connect({ projectName: "Renamed" });
    await later.enter();
    expect((await editor.closed).code).toBe(bridgeCloseCodes.replaced);
    tell(session, 1);
    await later.event();
    expect(told(editor)).toEqual([]);
    expect(session.projectName).toBe("Renamed");
    expect(session.ended.aborted).toBe(false);
  });

  it("end when the editor stays away: what waits is told, and all is cleared away", async () => {
    const { editor, session } = await open({ sessionSeconds: 0.05 });
    const call = session.call("import.refresh", { pullId });
    await editor.call();
    const ended = once(session.ended, "abort");
    editor.socket.terminate();
    await ended;
    await expect(call).rejects.toMatchObject({ code: "editor-away" });
    await expect(session.call("import.refresh", { pullId })).rejects.toMatchObject({ code: "editor-away" });
    await expect.poll(() => wire.cleared).toEqual([CHECKOUT]);
    tell(session, 1);
    const anew = wire.connect();
    expect(await anew.enter()).toMatchObject({ resumed: false, lastSeq: 0 });
    expect(wire.sessions).toHaveLength(2);
  });

  it("that nobody can serve end, and the next hello begins another", async () => {
    let tries = 0;
    wire = await openTestWire({
      onSession: () => {
        tries += 1;
        if (tries === 1) throw new Error("the inside is broken");
        return () => {};
      },
    });
    expect((await wire.connect().sayHello()).type).toBe("result");
    await expect.poll(() => wire.log).toEqual([expect.stringContaining("the inside is broken")]);
    const editor = wire.connect();
    await editor.enter();
    expect((await editor.ask("ping", {})).type).toBe("result");
    expect(tries).toBe(2);
  });

  it("do not end while there is a connection", async () => {
    const { editor, session, resumeId } = await open({ sessionSeconds: 0.2 });
    await cut(editor);
    const back = wire.connect({ resume: { resumeId, lastSeq: 0 } });
    await back.enter();
    // Of another, whose time begins to run after this one's has stopped.
    const other = wire.connect({ checkout: OTHER });
    await other.enter();
    other.socket.terminate();
    await once(sessionAt(1).ended, "abort");
    expect(session.ended.aborted).toBe(false);
  });
});

describe("the heartbeat", () => {
  it("drops who is silent, and keeps the session", async () => {
    const { editor, session, resumeId } = await open({ silenceSeconds: 0.3 });
    expect((await editor.closed).code).toBe(1006);
    expect(session.ended.aborted).toBe(false);
    expect((await wire.connect({ resume: { resumeId, lastSeq: 0 } }).enter()).resumed).toBe(true);
  });

  it("hears messages, frames of the protocol's own, and pings", async () => {
    const { editor } = await open({ silenceSeconds: 1 });
    const silent = wire.connect({ checkout: OTHER });
    await silent.enter();
    let isOpen = true;
    void editor.closed.then(() => {
      isOpen = false;
    });
    const beats = setInterval(() => editor.socket.ping(), 50);
    await silent.closed;
    clearInterval(beats);
    const pings = setInterval(() => editor.send({ v: 1, id: "p", type: "ping", payload: {} }), 50);
    const next = wire.connect({ checkout: OTHER });
    await next.enter();
    await next.closed;
    clearInterval(pings);
    expect(isOpen).toBe(true);
  });
});

describe("an editor that does not read", () => {
  it("is closed when too much waits, and goes on where it was", async () => {
    const { editor, session, resumeId } = await open({
      unreadBytes: 100_000,
      keptEvents: 10,
      closeSeconds: 100,
    });
    const call = session.call("import.refresh", { pullId });
    await editor.call();
    editor.socket.pause();
    // More than the system's buffers hold on the way.
    const detail = "x".repeat(50_000);
    for (let times = 0; times < 1_000; times += 1) {
      session.emit("hub.changed", { reachable: true, detail });
      await setImmediate();
    }
    editor.socket.resume();
    expect((await editor.closed).code).toBe(bridgeCloseCodes.tooSlow);
    expect(editor.events().length).toBeLessThan(1_000);
    const later = wire.connect({ resume: { resumeId, lastSeq: 999 } });
    expect(await later.enter()).toMatchObject({ resumed: true, lastSeq: 1_000 });
    later.respond((await later.call()).id, {});
    expect(await call).toEqual({});
    expect(later.events().map(({ seq }) => seq)).toEqual([1_000]);
  });
});
