import { mkdir, rename, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../support/free-port.ts";
import { skippedBecause } from "../../support/programs.ts";
import { until } from "../../support/until.ts";
import { Rig } from "./rig.ts";
import { monoIsMissing } from "./wire-checks.ts";

const WRONG = "wrong-token-wrong-token-wrong-token-wrong-t";

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.close());

/** As a bridge leaves it. */
async function leave(folder: string, name: string, discovery: object): Promise<void> {
  const whole = {
    v: 1,
    pid: 1,
    token: WRONG,
    protocols: ["assetql.bridge.v1"],
    hub: "http://h",
    startedAt: 1,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.draft`), JSON.stringify({ ...whole, ...discovery }));
  await rename(join(folder, `${name}.draft`), join(folder, name));
}

const later = () => Date.now() + 3_600_000;

describe.skipIf(skippedBecause("how editors find a bridge", monoIsMissing))(
  "how editors find a bridge",
  () => {
    it("says what to do while there is none, and takes the first that comes", async () => {
      const folder = await rig.folder("bridges");
      const editor = await rig.editor({ folder: join(folder, "not", "there") });
      await editor.ask("start");
      const waiting = await editor.connectionWith(({ state }) => state === "Waiting");
      expect(waiting.message).toMatch(
        /^No AssetQL bridge runs on this machine\. Start it with “assetql bridge”/,
      );

      // It waits ten seconds by then; a file that appears is noticed all the same.
      await editor.connectionWith(
        ({ state, retryInSeconds }) => state === "Waiting" && retryInSeconds === 10,
      );
      const wire = await rig.wire();
      await leave(join(folder, "not", "there"), "bridge.json", { port: wire.port, token: wire.token });
      const begun = Date.now();
      const connected = await editor.connectionWith(({ state }) => state === "Connected");
      expect(Date.now() - begun).toBeLessThan(10_000);
      expect(connected).toEqual({
        state: "Connected",
        message: "Connected to http://127.0.0.1:4310.",
        hubUrl: "http://127.0.0.1:4310",
        hubReachable: true,
        hubProblem: null,
        bridgeVersion: "0.1.0-test",
        retryInSeconds: 0,
      });
      await until(async () => editor.eventsOf("renewed")[0]);
    });

    it("takes the newest that answers, and passes over what is of no use", async () => {
      const wire = await rig.wire();
      await leave(wire.folder, "dead.json", { port: await freePort(), startedAt: later() });
      await leave(wire.folder, "reused-port.json", { port: wire.port, startedAt: later() + 1 });
      await leave(wire.folder, "other.json", {
        port: wire.port,
        protocols: ["assetql.bridge.v9"],
        startedAt: later(),
      });
      await writeFile(join(wire.folder, "half.json"), '{"v":1,"port":');
      const editor = await rig.editor({ folder: wire.folder });
      await editor.connect();
      expect(wire.sessions).toHaveLength(1);
    });

    it.each([
      [{ port: 70_000 }, /“bridge\.json”.*it has no port or no token/],
      [{ port: "x" }, /“bridge\.json”.*“port” must be an integer, and is a string/],
      [{ v: 2 }, /“bridge\.json”.*a newer bridge wrote it; update this package/],
      [
        { port: 4_000, protocols: ["assetql.bridge.v9"] },
        /does not speak assetql\.bridge\.v1.*Update the package, or the bridge/,
      ],
    ])("says what is wrong with a file like %j", async (discovery, message) => {
      const folder = await rig.folder("bridges");
      await leave(folder, "bridge.json", discovery);
      const editor = await rig.editor({ folder });
      await editor.ask("start");
      const waiting = await editor.connectionWith(({ state }) => state === "Waiting");
      expect(waiting.message).toMatch(message);
    });

    it("asks for another token, tells none, and tries again when somebody says so", async () => {
      const wire = await rig.wire();
      const editor = await rig.editor({ address: `127.0.0.1:${wire.port}`, token: WRONG });
      await editor.ask("start");
      const refused = await editor.connectionWith(({ state }) => state === "Refused");
      expect(refused.message).toMatch(
        /refused the token\. Copy the one in the bridge's folder .* into Preferences > AssetQL\.$/,
      );
      await expect(editor.ask("styles.list", { cursor: null })).rejects.toMatchObject({
        code: "bridge-away",
        message: refused.message,
      });
      const before = editor.connections().length;
      await editor.ask("reconnect");
      await until(async () => {
        const since = editor.connections().slice(before);
        return since.some(({ state }) => state === "Connecting") && since.at(-1)?.state === "Refused"
          ? true
          : undefined;
      });
      expect(JSON.stringify(editor.told)).not.toContain(WRONG);
    });

    it("tries a discovered bridge that refused again as soon as it has left another file", async () => {
      const wire = await rig.wire();
      const folder = await rig.folder("bridges");
      await leave(folder, "bridge.json", { port: wire.port });
      const editor = await rig.editor({ folder });
      await editor.ask("start");
      const refused = await editor.connectionWith(({ state }) => state === "Refused");
      expect(refused.message).toMatch(/refused the token that was left for it\. Start the bridge anew/);
      await leave(folder, "bridge.json", { port: wire.port, token: wire.token });
      await editor.connectionWith(({ state }) => state === "Connected");
    });

    it.each([
      ["http://127.0.0.1:1", "x", /is no address of a bridge. It looks like ws:\/\/127\.0\.0\.1:17890/],
      ["ws://127.0.0.1:17890", "", /needs a token: .* into Preferences > AssetQL\.$/],
    ])("says what is wrong with the address %s and the token %j", async (address, token, message) => {
      const editor = await rig.editor({ address, token });
      await editor.ask("start");
      const refused = await editor.connectionWith(({ state }) => state === "Refused");
      expect(refused.message).toMatch(message);
    });

    it("says where nobody answers", async () => {
      const port = await freePort();
      const editor = await rig.editor({ address: `ws://127.0.0.1:${port}/`, token: WRONG });
      await editor.ask("start");
      const waiting = await editor.connectionWith(({ state }) => state === "Waiting");
      expect(waiting.message).toContain(`No AssetQL bridge answers at 127.0.0.1:${port}.`);
      expect(waiting.message).toContain("correct the address in Preferences > AssetQL.");
    });

    it("does not wait for somebody who accepts connections and says nothing", async () => {
      const mute = createServer();
      await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
      rig.add({ stop: async () => mute.close() });
      const wire = await rig.wire();
      const { port } = mute.address() as AddressInfo;
      await leave(wire.folder, "mute.json", { port, startedAt: later() });
      const editor = await rig.editor({ folder: wire.folder });
      await editor.connect();
      expect(editor.connections().map(({ message }) => message)).toContain(
        `Connecting to the bridge at 127.0.0.1:${port}…`,
      );
    });

    it("leaves the project to an editor that opened it later, until somebody says otherwise", async () => {
      const wire = await rig.wire();
      const checkout = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
      const first = await rig.editor({ folder: wire.folder, checkout });
      await first.connect();
      const second = await rig.editor({ folder: wire.folder, checkout });
      await second.connect();
      const replaced = await first.connectionWith(({ state }) => state === "Refused");
      expect(replaced.message).toMatch(/^Another Unity editor has opened this project/);
      // Not even another bridge brings it back.
      await leave(wire.folder, "another.json", { port: await freePort() });
      await first.ask("block", { milliseconds: 1_000 });
      expect(first.connections().at(-1)?.state).toBe("Refused");
      await first.ask("reconnect");
      await first.connectionWith(({ state }) => state === "Connected");
      await second.connectionWith(({ state }) => state === "Refused");
    });
  },
);
