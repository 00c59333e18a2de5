import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../support/free-port.ts";
import { skippedBecause } from "../../support/programs.ts";
import { until } from "../../support/until.ts";
import { startCuttingProxy } from "./cutting-proxy.ts";
import { startKillableBridge } from "./killable-bridge.ts";
import { Rig, type WireOptions } from "./rig.ts";
import { PULL } from "./send-image.ts";
import { monoIsMissing } from "./wire-checks.ts";

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.close());

const progress = (files: number) => ({ pullId: PULL, files, filesTotal: 100, bytes: files });

async function openOverProxy(options?: WireOptions) {
  const wire = await rig.wire(options);
  const proxy = rig.add(await startCuttingProxy(wire.port));
  const editor = await rig.editor({ address: proxy.address, token: wire.token });
  await editor.connect();
  const session = wire.sessions[0];
  if (session === undefined) throw new Error("there is no session");
  return { wire, proxy, editor, session };
}

describe.skipIf(skippedBecause("reconnecting", monoIsMissing))("reconnecting", () => {
  it("comes back to a bridge that was killed as soon as it listens again", async () => {
    const [folder, port] = [await rig.folder("bridges"), await freePort()];
    const bridge = rig.add(await startKillableBridge(folder, port));
    const editor = await rig.editor({ folder });
    await editor.connect();
    await bridge.stop();
    await editor.connectionWith(({ state, retryInSeconds }) => state === "Waiting" && retryInSeconds === 10);
    const messages = editor
      .connections()
      .filter(({ state }) => state === "Waiting")
      .map(({ message }) => message);
    expect(messages[0]).toMatch(/^The connection to the bridge at 127\.0\.0\.1:\d+ was lost: /);
    expect(messages.at(-1)).toContain("does not answer. No AssetQL bridge runs on this machine.");

    rig.add(await startKillableBridge(folder, port));
    const begun = Date.now();
    await editor.connectionWith(({ state }) => state === "Connected");
    const tookMs = Date.now() - begun;
    console.info(`connected again ${tookMs} ms after the bridge listened`);
    // Not after the pause of ten seconds.
    expect(tookMs).toBeLessThan(8_000);
    // A bridge that was killed knows nothing of the session before.
    await until(async () => (editor.eventsOf("renewed").length === 2 ? true : undefined));
    expect(await editor.ask("styles.list", { cursor: null })).toEqual({ items: [], cursor: null });
  });

  it("says that a bridge was stopped, and waits for another", async () => {
    const wire = await rig.wire();
    const editor = await rig.editor({ folder: wire.folder });
    await editor.connect();
    await wire.stop();
    await editor.connectionWith(({ message }) =>
      message.startsWith("No AssetQL bridge runs on this machine."),
    );
    const messages = editor.connections().map(({ message }) => message);
    expect(messages).toContain(
      `The bridge at 127.0.0.1:${wire.port} was stopped. Start it again with “assetql bridge”.`,
    );
  });

  it("hears each event once and in order, however often the connection is cut", async () => {
    const { proxy, editor, session } = await openOverProxy();
    for (let files = 1; files <= 60; files++) {
      session.emit("pull.progress", progress(files));
      if (files % 20 !== 0) continue;
      proxy.cut();
      session.emit("pull.progress", progress(1_000 + files));
      await until(
        async () =>
          editor.eventsOf<{ files: number }>("progress").at(-1)?.files === 1_000 + files || undefined,
      );
    }
    const heard = editor.eventsOf<{ files: number }>("progress").map(({ files }) => files);
    const told = Array.from({ length: 60 }, (_, at) =>
      (at + 1) % 20 === 0 ? [at + 1, 1_001 + at] : [at + 1],
    );
    expect(heard).toEqual(told.flat());
    expect(editor.eventsOf("renewed")).toHaveLength(1);
    expect(proxy.passed.connections).toBe(4);
  });

  it("goes on with the session after a domain reload", async () => {
    const { editor, session, wire } = await openOverProxy();
    session.emit("pull.progress", progress(1));
    await until(async () => editor.eventsOf("progress")[0]);
    // What comes while the domain is reloaded is told afterwards, and what was told is not told again.
    const reloading = editor.ask("reload");
    session.emit("pull.progress", progress(2));
    await reloading;
    await editor.connectionWith(({ state }) => state === "Connected");
    session.emit("pull.progress", progress(3));
    await until(async () => (editor.eventsOf("progress").length >= 3 ? true : undefined));
    expect(editor.eventsOf<{ files: number }>("progress").map(({ files }) => files)).toEqual([1, 2, 3]);
    expect(editor.eventsOf("renewed")).toHaveLength(1);
    expect(wire.sessions).toHaveLength(1);
  });

  it("asks again for what was not answered, and it is done once", async () => {
    const held = Promise.withResolvers<void>();
    const done: string[] = [];
    const { proxy, editor } = await openOverProxy({
      handlers: {
        "styles.list": async (_, { requestId }) => {
          done.push(requestId);
          await held.promise;
          return { items: [], cursor: "next" };
        },
      },
    });
    const answer = editor.ask("styles.list", { cursor: null });
    await until(async () => done[0]);
    proxy.cut();
    await until(async () => (proxy.passed.connections === 2 ? true : undefined));
    await editor.connectionWith(({ state }) => state === "Connected");
    held.resolve();
    expect(await answer).toEqual({ items: [], cursor: "next" });
    expect(done).toHaveLength(1);
  });

  it("waits with what is asked for before there is a connection", async () => {
    const wire = await rig.wire({ handlers: { "styles.list": async () => ({ items: [], cursor: null }) } });
    const editor = await rig.editor({ folder: wire.folder });
    const early = editor.ask("styles.list", { cursor: null });
    await expect(early).rejects.toMatchObject({ code: "bridge-away", message: "Not connected." });
    await editor.ask("start");
    expect(await editor.ask("styles.list", { cursor: null })).toEqual({ items: [], cursor: null });
  });

  it("tells those who wait that the domain is reloaded, or the editor closes", async () => {
    const { editor } = await openOverProxy({ handlers: { "styles.list": () => new Promise(() => {}) } });
    const waiting = editor.ask("styles.list", { cursor: null });
    await editor.ask("suspend");
    await expect(waiting).rejects.toMatchObject({
      code: "bridge-away",
      message: expect.stringContaining("reloads"),
    });
    expect(editor.connections().at(-1)?.state).toBe("Off");
    await editor.ask("start");
    await editor.connectionWith(({ state }) => state === "Connected");
  });

  it("takes a bridge for dead that says nothing for 25 seconds", async () => {
    // The bridge itself would wait longer.
    const { proxy, editor } = await openOverProxy({ limits: { silenceSeconds: 100 } });
    proxy.fallSilent();
    const lost = await until(async () => editor.connections().find(({ state }) => state === "Waiting"));
    expect(lost.message).toContain("nothing came from the bridge for 25 seconds");
    proxy.speak();
    await editor.connectionWith(({ state }) => state === "Connected");
  });

  it("stays connected while its main thread does something else", async () => {
    const limits = { silenceSeconds: 12 };
    const { proxy, editor, session } = await openOverProxy({ limits });
    const blocked = editor.ask("block", { milliseconds: 20_000 });
    session.emit("pull.progress", progress(7));
    await blocked;
    await until(async () => editor.eventsOf("progress")[0]);
    expect(proxy.passed.connections).toBe(1);
  });
});
