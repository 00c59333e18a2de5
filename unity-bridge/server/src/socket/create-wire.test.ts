import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { BRIDGE_LIMITS, BRIDGE_PATH, BRIDGE_PROTOCOL, bridgeCloseCodes } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestWire, type TestWire } from "../testing/open-test-wire.ts";
import { connectEditor, helloOf } from "../testing/test-editor.ts";

let wire: TestWire;
beforeEach(async () => {
  wire = await openTestWire();
});
afterEach(() => wire.dispose());

/** A request as it is written, for what clients do not let us send. */
async function sendRaw(head: readonly string[]): Promise<string> {
  const socket = connect(wire.port, "127.0.0.1");
  socket.end([...head, "", ""].join("\r\n"));
  let text = "";
  for await (const chunk of socket.setEncoding("utf8")) text += chunk;
  return text;
}

/** A request whose socket stays open, whatever the other side does. */
async function raw(head: readonly string[]): Promise<Socket> {
  const socket = connect({ port: wire.port, host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write([...head, "", ""].join("\r\n"));
  return socket;
}

const upgradeTo = (path: string, ...headers: readonly string[]): readonly string[] => [
  `GET ${path} HTTP/1.1`,
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  `Sec-WebSocket-Protocol: ${BRIDGE_PROTOCOL}`,
  ...headers,
];

describe("who is let in", () => {
  it("an editor that calls it by any name of this machine", async () => {
    for (const name of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"]) {
      const editor = wire.connect({ headers: { host: `${name}:${wire.port}` } });
      expect(await editor.opened).toBe(101);
    }
  });

  it.each(["https://evil.example", "null", "http://127.0.0.1", ""])(
    "no page of the origin %j",
    async (origin) => {
      const answer = await sendRaw(
        upgradeTo(BRIDGE_PATH, `Host: 127.0.0.1:${wire.port}`, `Origin: ${origin}`),
      );
      expect(answer).toMatch(/^HTTP\/1.1 403 /);
    },
  );

  it.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "localhost.",
    "0.0.0.0",
    "[::]",
  ])("nobody who calls it %s", async (name) => {
    const answer = await sendRaw(upgradeTo(BRIDGE_PATH, `Host: ${name}:${wire.port}`));
    expect(answer).toMatch(/^HTTP\/1.1 421 /);
  });

  it("nobody who leaves the port out, or calls another one", async () => {
    for (const host of ["127.0.0.1", `127.0.0.1:${wire.port}0`, ""]) {
      expect(await sendRaw(upgradeTo(BRIDGE_PATH, `Host: ${host}`))).toMatch(/^HTTP\/1.1 421 /);
    }
  });

  it.each(["/", "/v2", "/v1/", "/v1?token=x", "//v1", "http://127.0.0.1/v1"])(
    "nobody at %s",
    async (path) => {
      expect(await sendRaw(upgradeTo(path, `Host: 127.0.0.1:${wire.port}`))).toMatch(/^HTTP\/1.1 404 /);
    },
  );

  it("and tells the user which page was turned away", async () => {
    const host = `Host: 127.0.0.1:${wire.port}`;
    await sendRaw(upgradeTo(BRIDGE_PATH, host, "Origin: https://evil.example"));
    await sendRaw(upgradeTo(BRIDGE_PATH, "Host: rebound.example"));
    expect(wire.log.filter((line) => line.startsWith("warn"))).toEqual([
      expect.stringContaining("https://evil.example"),
    ]);
  });

  it("no page that asks without a WebSocket", async () => {
    const host = `Host: 127.0.0.1:${wire.port}`;
    const get = (...headers: readonly string[]) => sendRaw([`GET ${BRIDGE_PATH} HTTP/1.1`, ...headers]);
    expect(await get(host, "Origin: https://evil.example")).toMatch(/^HTTP\/1.1 403 /);
    expect(await get("Host: evil.example")).toMatch(/^HTTP\/1.1 421 /);
    expect(await get(host)).toMatch(/^HTTP\/1.1 426 /);
  });

  it.each([
    { subprotocols: [] },
    { subprotocols: ["assetql.bridge.v2"] },
    { subprotocols: ["chat", "mqtt"] },
  ])("nobody who speaks only $subprotocols, and says so in the close", async ({ subprotocols }) => {
    const editor = wire.connect({ subprotocols });
    const { code, reason } = await editor.closed;
    expect(code).toBe(bridgeCloseCodes.protocol);
    expect(reason).toContain(BRIDGE_PROTOCOL);
  });

  it("who speaks this protocol among others", async () => {
    const editor = wire.connect({ subprotocols: ["assetql.bridge.v2", BRIDGE_PROTOCOL] });
    await editor.opened;
    expect(editor.socket.protocol).toBe(BRIDGE_PROTOCOL);
    expect((await editor.enter()).protocol).toBe(BRIDGE_PROTOCOL);
  });
});

describe("what cannot end it", () => {
  it("sockets that are reset during the upgrade", async () => {
    for (let times = 0; times < 20; times += 1) {
      const socket = connect(wire.port, "127.0.0.1");
      await once(socket, "connect");
      const path = times % 2 === 0 ? BRIDGE_PATH : "/elsewhere";
      socket.write([...upgradeTo(path, `Host: 127.0.0.1:${wire.port}`), "", ""].join("\r\n"));
      socket.resetAndDestroy();
      await onceClosed(socket);
    }
    expect((await wire.connect().enter()).resumed).toBe(false);
  });

  it("a message that is too large: 1009", async () => {
    const editor = wire.connect();
    await editor.enter();
    editor.send(" ".repeat(BRIDGE_LIMITS.messageBytes + 1));
    expect((await editor.closed).code).toBe(1009);
    expect((await wire.connect().enter()).resumed).toBe(false);
  });

  it("a message that is too large before the hello", async () => {
    const editor = wire.connect();
    await editor.opened;
    editor.socket.send(Buffer.alloc(BRIDGE_LIMITS.messageBytes + 1));
    expect((await editor.closed).code).toBe(1009);
  });

  it("text that is no UTF-8: 1007", async () => {
    const editor = wire.connect();
    await editor.enter();
    editor.socket.send(Buffer.from([0x7b, 0xff, 0x7d]), { binary: false });
    expect((await editor.closed).code).toBe(1007);
  });

  it("more sockets than it takes", async () => {
    await wire.dispose();
    wire = await openTestWire({ limits: { sockets: 2 } });
    const editors = [wire.connect(), wire.connect({ checkout: "f".repeat(32) })];
    await Promise.all(editors.map((editor) => editor.enter()));
    expect(await wire.connect().opened).toBe(503);
    editors[0]?.socket.terminate();
    await expect.poll(async () => wire.connect().opened).toBe(101);
  });
});

describe("stop", () => {
  it("does not wait for who was refused and keeps its half open", async () => {
    const socket = await raw(upgradeTo("/elsewhere", `Host: 127.0.0.1:${wire.port}`));
    await once(socket, "data");
    await wire.stop();
    socket.destroy();
  });

  it("does not wait for who sent too much and does not answer the close", async () => {
    await wire.dispose();
    wire = await openTestWire({ limits: { closeSeconds: 0.1 } });
    const socket = await raw(upgradeTo(BRIDGE_PATH, `Host: 127.0.0.1:${wire.port}`));
    await once(socket, "data");
    const tooLarge = Buffer.alloc(14);
    // The head of a masked text of 2^40 bytes.
    tooLarge.set([0x81, 0xff, 0, 0, 1]);
    socket.write(tooLarge);
    const [close] = await once(socket, "data");
    expect(close.readUInt16BE(2)).toBe(1009);
    await wire.stop();
    socket.destroy();
  });

  it("asks everybody to come again, and clears their sessions away", async () => {
    const [editor, stranger] = [wire.connect(), wire.connect()];
    await editor.enter();
    await stranger.opened;
    await wire.stop();
    expect((await editor.closed).code).toBe(bridgeCloseCodes.stopping);
    expect((await stranger.closed).code).toBe(bridgeCloseCodes.stopping);
    expect(wire.sessions.map(({ ended }) => ended.aborted)).toEqual([true]);
    expect(wire.cleared).toEqual([helloOf({}).project.checkout]);
    expect(await connectEditor(wire.address, {}).opened).toBe(0);
  });
});

async function onceClosed(socket: Socket): Promise<void> {
  if (!socket.closed) await once(socket, "close");
}
