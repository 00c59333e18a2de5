import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BRIDGE_PORT,
  type BridgeDiscovery,
  bridgeCloseCodes,
  bridgeDiscoverySchema,
} from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../../../test/support/free-port.ts";
import { createWire, type Wire, type WireOptions } from "../socket/create-wire.ts";
import { PortTakenError } from "../socket/listen.ts";
import { connectEditor } from "../testing/test-editor.ts";
import { unusedHandlers } from "../testing/unused-handlers.ts";
import { bridgeFolder } from "./bridge-folder.ts";
import { readToken, rotateToken } from "./token.ts";

let parent: string;
let folder: string;
const wires: Wire[] = [];

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "assetql-discovery-"));
  folder = join(parent, "a", "bridge");
});
afterEach(async () => {
  await Promise.all(wires.splice(0).map((wire) => wire.stop()));
  await rm(parent, { recursive: true, force: true });
});

async function start(options: Partial<WireOptions> = { port: 0 }): Promise<Wire> {
  const wire = await createWire({
    handlers: unusedHandlers,
    onSession: () => () => {},
    hub: { url: "http://127.0.0.1:4310", isReachable: () => true },
    folder,
    version: "0.1.0-test",
    log: () => {},
    ...options,
  });
  wires.push(wire);
  return wire;
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
const fileOf = ({ port }: Wire) => join(folder, `bridge-${port}.json`);
const readDiscovery = async (wire: Wire): Promise<BridgeDiscovery> =>
  bridgeDiscoverySchema.strict().parse(JSON.parse(await readFile(fileOf(wire), "utf8")));

describe("the discovery file", () => {
  it("leads an editor to the bridge, and goes when it stops", async () => {
    const before = Date.now();
    const wire = await start();
    const found = await readDiscovery(wire);
    expect(found).toMatchObject({ port: wire.port, pid: process.pid, hub: "http://127.0.0.1:4310" });
    expect(found.startedAt).toBeGreaterThanOrEqual(before);
    const editor = connectEditor(`ws://127.0.0.1:${found.port}/v1`, { token: found.token });
    expect((await editor.enter()).hub).toEqual({ url: found.hub, reachable: true, detail: null });
    await wire.stop();
    expect(await readdir(folder)).toEqual(["token"]);
  });

  it("is its user's alone, and nothing else is left beside it", async () => {
    const wire = await start();
    expect(await modeOf(folder)).toBe("700");
    expect(await modeOf(fileOf(wire))).toBe("600");
    expect(await modeOf(join(folder, "token"))).toBe("600");
    expect((await readdir(folder)).sort()).toEqual([`bridge-${wire.port}.json`, "token"]);
  });

  it("is taken out of others' sight where the folder was open to them", async () => {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
    await writeFile(join(folder, "token"), `${"t".repeat(43)}\n`, { mode: 0o644 });
    await start();
    expect(await modeOf(folder)).toBe("700");
    expect(await modeOf(join(folder, "token"))).toBe("600");
  });

  it("stays beside that of another bridge", async () => {
    const [one, two] = [await start(), await start()];
    await one.stop();
    expect((await readdir(folder)).sort()).toEqual([`bridge-${two.port}.json`, "token"]);
    await one.stop();
    expect((await readDiscovery(two)).port).toBe(two.port);
  });

  it("of a process that is gone is removed, and no other file is", async () => {
    const gone = spawn(process.execPath, ["-e", ""]);
    await once(gone, "exit");
    await mkdir(folder, { recursive: true });
    const old = {
      v: 1,
      port: 20_001,
      pid: gone.pid,
      token: "t".repeat(43),
      protocols: ["assetql.bridge.v1"],
    };
    const leave = (name: string, content: object) => writeFile(join(folder, name), JSON.stringify(content));
    const startedAt = Date.now();
    await leave("bridge-20001.json", { ...old, hub: "", startedAt });
    await leave("bridge-20002.json", { ...old, port: 20_002, pid: process.ppid, hub: "", startedAt });
    // Our own number, from before a restart of the container.
    await leave("bridge-20003.json", { ...old, port: 20_003, pid: process.pid, hub: "", startedAt: 1 });
    await leave("bridge-20004.json", { v: 2 });
    await leave("notes.json", old);
    for (const name of ["uploads-20001", "uploads-20002"]) await mkdir(join(folder, name));
    const wire = await start();
    const kept = [
      "bridge-20002.json",
      "bridge-20004.json",
      `bridge-${wire.port}.json`,
      "notes.json",
      "token",
      "uploads-20002",
    ];
    expect((await readdir(folder)).sort()).toEqual(kept.sort());
  });

  it("is not written where the folder cannot be, and the port is free again", async () => {
    const port = await freePort();
    await writeFile(join(parent, "a"), "a file");
    await expect(start({ port })).rejects.toThrow(/ENOTDIR|EEXIST/);
    await rm(join(parent, "a"));
    expect((await start({ port })).port).toBe(port);
  });
});

describe("the token", () => {
  it("outlives the bridge", async () => {
    const first = await start();
    const token = await readToken(folder);
    await first.stop();
    const second = await start();
    expect(await readToken(folder)).toBe(token);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(await connectEditor(second.address, { token }).enter()).toMatchObject({ resumed: false });
  });

  it("that the file tells is good for no other run, whoever has learnt it", async () => {
    const first = await start();
    const { token } = await readDiscovery(first);
    expect(token).not.toBe(await readToken(folder));
    await first.stop();
    const second = await start();
    const editor = connectEditor(second.address, { token });
    await editor.sayHello();
    expect((await editor.closed).code).toBe(bridgeCloseCodes.unauthenticated);
  });

  it("is another one after it was rotated", async () => {
    const first = await start();
    const token = await readToken(folder);
    const next = await rotateToken(folder);
    expect(next).not.toBe(token);
    await first.stop();
    const second = await start();
    expect(await connectEditor(second.address, { token: next }).enter()).toMatchObject({ resumed: false });
    const editor = connectEditor(second.address, { token });
    await editor.sayHello();
    expect((await editor.closed).code).toBe(bridgeCloseCodes.unauthenticated);
  });

  it("that is no token is replaced", async () => {
    for (const content of ["", "\n", "short", `${"t".repeat(42)}!`]) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "token"), content);
      expect(await readToken(folder)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    }
  });
});

describe("the folder", () => {
  it("is the environment's, else the user's", () => {
    expect(bridgeFolder({ ASSETQL_BRIDGE_FOLDER: "/elsewhere" })).toBe("/elsewhere");
    expect(bridgeFolder({ ASSETQL_BRIDGE_FOLDER: "" })).toMatch(/[/\\]\.assetql[/\\]bridge$/);
    expect(bridgeFolder({})).toMatch(/[/\\]\.assetql[/\\]bridge$/);
  });
});

describe("the port", () => {
  it("that was asked for is the one, or an error that says what to do", async () => {
    const port = await freePort();
    const first = await start({ port });
    expect(first.port).toBe(port);
    const error = await start({ port }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PortTakenError);
    expect(error).toMatchObject({ code: "port-taken", port, message: expect.stringContaining(`${port}`) });
    // The one that has the port keeps its file.
    expect((await readDiscovery(first)).port).toBe(port);
  });

  it("is the usual one or one of the next when nobody asks for any", async () => {
    const taken = createServer();
    const error = await new Promise((resolve) => {
      taken.once("error", resolve);
      taken.listen(BRIDGE_PORT, "127.0.0.1", () => resolve(undefined));
    });
    // Whether it is ours or somebody else's, it is taken.
    expect(error === undefined || (error instanceof Error && "code" in error)).toBe(true);
    const wire = await start({});
    expect(wire.port).not.toBe(BRIDGE_PORT);
    expect((await readDiscovery(wire)).port).toBe(wire.port);
    await new Promise((resolve) => taken.close(resolve));
  });
});
