import { get } from "node:http";
import { LIVE_LIMITS, liveCloseCodes } from "@assetql/contract";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { owner, stranger } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { type LiveHub, someEvents, startLiveHub, submit, take } from "./live-hub.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";

let live: LiveHub;
const sockets: RawSocket[] = [];
const open = (...[options]: [Parameters<typeof openRawSocket>[1]?]): RawSocket => {
  const socket = openRawSocket(live.hub().url, options);
  sockets.push(socket);
  return socket;
};
/** A socket that was welcomed. */
const join = async (token = live.hub().adminKey.secret): Promise<RawSocket> => {
  const socket = open();
  await socket.send({ type: "hello", token });
  await socket.message("welcome");
  return socket;
};

beforeAll(async () => {
  live = await startLiveHub({ liveTimings: { helloMs: 2_000, recheckMs: 50, sendMs: 300 } });
});
afterEach(() => {
  for (const { socket } of sockets.splice(0)) socket.terminate();
});
afterAll(() => live.dispose());

describe("a socket is not opened", () => {
  it("for a page of another origin", async () => {
    for (const origin of ["https://evil.example", "https://studio.example.evil.example", "null"]) {
      expect(await open({ origin }).opened).toBe(403);
    }
    expect(await open({ origin: "https://studio.example" }).opened).toBe(101);
  });

  it("at another path", async () => {
    expect(await open({ path: "/api/v1/batches" }).opened).toBe(404);
  });

  it("instead of an answer to other upgrades", async () => {
    const headers = { Connection: "Upgrade, HTTP2-Settings", Upgrade: "h2c", "HTTP2-Settings": "" };
    const status = await new Promise((resolve) => {
      get(`${live.hub().url}/health`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    expect(status).toBe(200);
  });
});

describe("a socket is closed", () => {
  it("without a hello in time", async () => {
    const socket = open();
    expect((await socket.message("problem")).code).toBe("unauthenticated");
    expect(await socket.closed).toBe(liveCloseCodes.unauthenticated);
  });

  it("with a wrong key, in a hello or a header", async () => {
    const one = open();
    await one.send({ type: "hello", token: "aql_wrong" });
    const other = open({ headers: { Authorization: "Bearer aql_wrong" } });
    for (const socket of [one, other]) {
      expect((await socket.message("problem")).code).toBe("unauthenticated");
      expect(await socket.closed).toBe(liveCloseCodes.unauthenticated);
    }
  });

  it("when it asks before its hello", async () => {
    const socket = open();
    await socket.send({ type: "subscribe", id: "a", scope: { kind: "workspace" }, after: 0 });
    expect(await socket.closed).toBe(liveCloseCodes.unauthenticated);
    expect(socket.messages.map(({ type }) => type)).toEqual(["problem"]);
  });

  it("by a message too large", async () => {
    const socket = await join();
    await socket.send(JSON.stringify({ type: "ping", padding: "x".repeat(LIVE_LIMITS.frameBytes) }));
    expect(await socket.closed).toBe(1009);
  });

  it.each([
    "no json",
    "[]",
    '{"type":"steal"}',
    '{"type":"subscribe","id":"a","scope":{"kind":"batch","id":"../x"}}',
    '{"type":"hello","token":"again-and-again"}',
  ])("by a message that is none: %s", async (text) => {
    const socket = await join();
    await socket.send(text);
    expect((await socket.message("problem")).code).toBe("request-invalid");
    expect(await socket.closed).toBe(liveCloseCodes.invalid);
  });

  it("when its key is revoked", async () => {
    const { id, secret } = await live.makeKey(owner, "viewer");
    const socket = await join(secret);
    const following = live.client({ apiKey: secret }).live.subscribe().next();
    const refused = expect(following).rejects.toMatchObject({ code: "unauthenticated" });
    await live.client().keys.revoke(id);
    expect((await socket.message("problem")).code).toBe("unauthenticated");
    expect(await socket.closed).toBe(liveCloseCodes.unauthenticated);
    await refused;
  });

  it("when it reads too slowly, and goes on from where it was", async () => {
    const before = (await live.log()).length;
    const socket = await join();
    const names = Array.from({ length: LIVE_LIMITS.subscriptions }, (_, index) => `s${index}`);
    for (const id of names) await socket.send({ type: "subscribe", id, scope: { kind: "workspace" } });
    await until(async () => (socket.messages.length > names.length ? true : undefined));
    socket.socket.pause();
    const events = someEvents(1_500);
    for (let start = 0; start < events.length; start += 500) {
      await live.tell(owner.workspaceId, events.slice(start, start + 500));
    }
    await until(async () =>
      live.lines.find(
        ({ fields }) => fields !== undefined && "reason" in fields && fields.reason === "tooSlow",
      ),
    );
    socket.socket.resume();
    expect(await socket.closed).toBe(liveCloseCodes.tooSlow);

    const had = socket.messages.flatMap((one) =>
      one.type === "events" && one.subscription === "s0" ? one.events : [],
    );
    const after = had.at(-1)?.seq ?? before;
    const log = await live.log();
    expect(after).toBeLessThan(log.length);
    const rest = await take(live.client().live.subscribe({}, { after }), log.length - after);
    expect([...had, ...rest]).toEqual(log.slice(before));
  });
});

describe("nobody sees another workspace's events", () => {
  it("over sockets or by polling, whole or by a batch's id", async () => {
    const { secret } = await live.makeKey(stranger, "admin");
    const batch = await submit(live.client(), 3);
    await live.client().batches.watch(batch.id);
    const theirs = live.client({ apiKey: secret });
    const own = theirs.live.subscribe({}, { after: 0 });
    const first = own.next();
    await live.tell(stranger.workspaceId, someEvents(2, "bat_strangers"));
    expect([(await first).value, ...(await take(own, 1))].map((one) => one?.seq)).toEqual([1, 2]);
    expect((await live.log(stranger)).map(({ event }) => event)).toEqual(someEvents(2, "bat_strangers"));
    expect(
      (await live.log()).some(({ event }) => "batchId" in event && event.batchId === "bat_strangers"),
    ).toBe(false);

    const socket = await join(secret);
    const scope = { kind: "batch", id: batch.id } as const;
    await socket.send({ type: "subscribe", id: "a", scope, after: 0 });
    expect(await socket.message("problem")).toMatchObject({ subscription: "a", code: "not-found" });
    // The socket itself stays.
    await socket.send({ type: "ping" });
    await socket.message("pong");
    expect(socket.messages.map(({ type }) => type)).toEqual(["welcome", "problem", "pong"]);
    for (const client of [theirs, live.client({ apiKey: secret, WebSocket: null })]) {
      const refused = client.live.subscribe({ batchId: batch.id }, { after: 0 }).next();
      await expect(refused).rejects.toMatchObject({ code: "not-found" });
    }
  });
});

describe("subscriptions of a socket", () => {
  it("have names of their own, and a limit", async () => {
    const socket = await join();
    const ask = (id: string) => socket.send({ type: "subscribe", id, scope: { kind: "workspace" } });
    for (let index = 0; index < LIVE_LIMITS.subscriptions; index += 1) await ask(`s${index}`);
    await ask("s0");
    await ask("one-too-many");
    const problems = await until(async () => {
      const found = socket.messages.flatMap((one) => (one.type === "problem" ? [one] : []));
      return found.length === 2 ? found : undefined;
    });
    expect(problems.map(({ subscription }) => subscription)).toEqual(["s0", "one-too-many"]);
  });

  it("may come with the key in a header, and end", async () => {
    const socket = open({ headers: { Authorization: `Bearer ${live.hub().adminKey.secret}` } });
    const { lastSeq } = await socket.message("welcome");
    await socket.send({ type: "subscribe", id: "a", scope: { kind: "workspace" } });
    await socket.send({ type: "subscribe", id: "b", scope: { kind: "workspace" } });
    await socket.send({ type: "unsubscribe", id: "a" });
    await socket.send({ type: "ping" });
    await socket.message("pong");
    await live.tell(owner.workspaceId, someEvents(1));
    const told = await until(async () =>
      socket.messages.find((one) => one.type === "events" && one.events.length > 0),
    );
    expect(told).toMatchObject({ subscription: "b", lastSeq: lastSeq + 1, events: [{ seq: lastSeq + 1 }] });
  });
});
