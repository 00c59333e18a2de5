import type { LiveEvent } from "@assetql/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { type LiveHub, someEvents, startLiveHub, submit } from "./live-hub.ts";
import { openRawSocket } from "./raw-socket.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

let live: LiveHub;
let proxy: TcpProxy;
beforeAll(async () => {
  live = await startLiveHub({ liveTimings: { heartbeatMs: 150 } });
  proxy = await startTcpProxy(() => live.hub().url);
});
afterAll(async () => {
  await proxy.stop();
  await live.dispose();
});

it("polls behind a proxy that refuses WebSockets, and goes back to a socket when it may", async () => {
  const before = (await live.log()).length;
  const stop = new AbortController();
  const seen: LiveEvent[] = [];
  const saw = (count: number) => until(async () => (seen.length >= count ? true : undefined));
  let opens = 0;
  proxy.state.refusesUpgrades = true;
  const following = (async () => {
    const client = live.client({ baseUrl: proxy.url });
    const options = {
      after: before,
      signal: stop.signal,
      onOpen: () => {
        opens += 1;
      },
    };
    for await (const event of client.live.subscribe({}, options)) seen.push(event);
  })();

  await live.tell(owner.workspaceId, someEvents(450));
  await saw(450);
  expect(proxy.state.upgrades).toBeGreaterThan(1);
  expect(opens).toBe(0);
  const polls = proxy.state.requests;
  expect(polls).toBeGreaterThan(0);

  proxy.state.refusesUpgrades = false;
  await until(async () => (opens > 0 ? true : undefined));
  await live.tell(owner.workspaceId, someEvents(450));
  await saw(900);
  stop.abort(new Error("enough"));
  await expect(following).rejects.toThrow("enough");
  expect(seen).toEqual((await live.log()).slice(before));
});

it("polls where there are no WebSockets at all", async () => {
  const client = live.client({ WebSocket: null });
  const { id } = await submit(client, 5);
  const seen: LiveEvent[] = [];
  for await (const one of client.live.subscribe({ batchId: id }, { after: 0 })) {
    seen.push(one);
    if (one.event.type === "batch.finished") break;
  }
  expect(seen[0]?.event.type).toBe("batch.submitted");
  const log = (await live.log()).filter(({ event }) => "batchId" in event && event.batchId === id);
  expect(seen).toEqual(log.slice(0, seen.length));
});

it("cuts a socket whose peer answers no pings", async () => {
  const authorization = `Bearer ${live.hub().adminKey.secret}`;
  const dead = openRawSocket(live.hub().url, { headers: { authorization }, autoPong: false });
  await dead.message("welcome");
  expect(await dead.closed).toBe(1006);
});
