import { BRIDGE_PROTOCOL, bridgeCloseCodes, bridgeWelcomeSchema } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestWire, type TestWire } from "../testing/open-test-wire.ts";
import { helloOf } from "../testing/test-editor.ts";

let wire: TestWire;
beforeEach(async () => {
  wire = await openTestWire();
});
afterEach(() => wire.dispose());

const request = (type: string, payload: unknown) => ({ v: 1, id: "r1", type, payload });

describe("hello", () => {
  it("with the token opens a session", async () => {
    const editor = wire.connect();
    const { type, payload } = await editor.sayHello("r1");
    expect(type).toBe("result");
    expect(bridgeWelcomeSchema.strict().parse(payload)).toMatchObject({
      protocol: BRIDGE_PROTOCOL,
      resumed: false,
      lastSeq: 0,
      bridge: { version: "0.1.0-test" },
      hub: { url: "http://127.0.0.1:4310", reachable: true },
      windowBytes: 4_194_304,
    });
    // Members in the order of the schema.
    expect(Object.keys(payload)).toEqual(Object.keys(bridgeWelcomeSchema.shape));
    expect(wire.sessions.map(({ checkout, projectName }) => [checkout, projectName])).toEqual([
      [helloOf({}).project.checkout, "Potion Shop"],
    ]);
  });

  it.each(["", "x", "a".repeat(43), `${"a".repeat(200)}`])("with the token %j is refused", async (token) => {
    const editor = wire.connect({ token });
    await editor.opened;
    editor.send(request("hello", { ...helloOf({}), token: token || " " }));
    const { code, reason } = await editor.closed;
    expect(code).toBe(bridgeCloseCodes.unauthenticated);
    expect(reason).toContain("token");
    expect(editor.answers("r1")).toMatchObject([{ type: "problem", payload: { code: "unauthenticated" } }]);
    expect(wire.sessions).toEqual([]);
  });

  it("with almost the token is refused, and nobody repeats it", async () => {
    const almost = `${wire.token.slice(0, -1)}${wire.token.endsWith("A") ? "B" : "A"}`;
    const editor = wire.connect({ token: almost });
    await editor.sayHello();
    const { code, reason } = await editor.closed;
    expect(code).toBe(bridgeCloseCodes.unauthenticated);
    const said = JSON.stringify([reason, editor.messages, wire.log]);
    expect(said).not.toContain(almost);
    expect(said).not.toContain(wire.token);
  });

  it("that does not come is waited for no longer than that", async () => {
    await wire.dispose();
    wire = await openTestWire({ limits: { helloSeconds: 0.05 } });
    const editor = wire.connect();
    const { code, reason } = await editor.closed;
    expect(code).toBe(bridgeCloseCodes.unauthenticated);
    expect(reason).toContain("hello");
  });

  it("that came in time is not waited for again", async () => {
    await wire.dispose();
    wire = await openTestWire({ limits: { helloSeconds: 0.5 } });
    const editor = wire.connect();
    await editor.enter();
    const silent = wire.connect();
    // The other one's time was up, which began later.
    await silent.closed;
    expect((await editor.ask("ping", {})).type).toBe("result");
  });

  it.each([
    ["a request", request("styles.list", { cursor: null })],
    ["a ping", request("ping", {})],
    ["an answer", { v: 1, re: "b1", type: "result", payload: {} }],
    ["an event", { v: 1, seq: 1, type: "hub.changed", payload: {} }],
    ["credit", { v: 1, type: "credit", payload: { bytes: 1 } }],
  ])("comes before %s", async (_, message) => {
    const editor = wire.connect();
    await editor.opened;
    editor.send(message);
    expect(await editor.closed).toMatchObject({
      code: bridgeCloseCodes.unauthenticated,
      reason: "Say hello first.",
    });
    expect(editor.messages).toEqual([]);
  });

  it("comes before frames", async () => {
    const editor = wire.connect();
    await editor.opened;
    editor.sendFrame({ transfer: 1, offset: 0, isLast: true }, Buffer.from("x"));
    expect((await editor.closed).code).toBe(bridgeCloseCodes.unauthenticated);
  });

  it("comes as a message", async () => {
    for (const text of ["", "hello", "{}", "[]"]) {
      const editor = wire.connect();
      await editor.opened;
      editor.send(text || " ");
      expect((await editor.closed).code).toBe(bridgeCloseCodes.invalid);
    }
  });

  it("of a later protocol is told which is spoken here", async () => {
    const editor = wire.connect({ protocols: ["assetql.bridge.v2"] });
    const answer = await editor.sayHello();
    expect(answer).toMatchObject({ type: "problem", payload: { code: "protocol-unsupported" } });
    const { code, reason } = await editor.closed;
    expect(code).toBe(bridgeCloseCodes.protocol);
    expect(reason).toContain(BRIDGE_PROTOCOL);
  });

  it("of a later protocol and this one is welcomed", async () => {
    const editor = wire.connect({ protocols: ["assetql.bridge.v2", BRIDGE_PROTOCOL] });
    expect((await editor.enter()).protocol).toBe(BRIDGE_PROTOCOL);
  });

  it("that is not whole says what is missing", async () => {
    const editor = wire.connect();
    await editor.opened;
    const { project: _, ...rest } = helloOf({ token: wire.token });
    editor.send(request("hello", { ...rest, project: { checkout: "me", name: "" } }));
    const answer = await editor.answer("r1");
    expect(answer).toMatchObject({ type: "problem", payload: { code: "params-invalid" } });
    expect(JSON.stringify(answer)).toContain("project.checkout");
    expect((await editor.closed).code).toBe(bridgeCloseCodes.invalid);
  });

  it("is said once", async () => {
    const editor = wire.connect();
    await editor.enter();
    const again = await editor.ask("hello", helloOf({ token: wire.token }));
    expect(again).toMatchObject({ type: "problem", payload: { code: "type-unknown" } });
    expect(wire.sessions).toHaveLength(1);
  });
});
