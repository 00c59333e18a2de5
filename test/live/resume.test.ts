import type { LiveEvent } from "@assetql/contract";
import { seededRandom } from "@assetql/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testSeed } from "../support/test-seed.ts";
import { until } from "../support/until.ts";
import { type LiveHub, startLiveHub, submit } from "./live-hub.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

const ROWS = 120;
const CUTS = 6;

let live: LiveHub;
let proxy: TcpProxy;
beforeAll(async () => {
  live = await startLiveHub({ latencyMs: 100 });
  proxy = await startTcpProxy(() => live.hub().url);
});
afterAll(async () => {
  await proxy.stop();
  await live.dispose();
});

describe("a subscription over a connection that breaks", () => {
  it(`has every event once and in order, over ${CUTS} cuts and a restart of the hub`, async () => {
    // Prepare
    const seed = testSeed();
    console.info(`seed ${seed} (ASSETQL_TEST_SEED=${seed} repeats it)`);
    const random = seededRandom(seed);
    const { id } = await submit(live.client(), ROWS);
    const follower = live.client({ baseUrl: proxy.url });
    let cutAt = 5;
    const cuts: number[] = [];
    let gaps = 0;
    const seen: LiveEvent[] = [];

    // Act
    let restarted: Promise<void> | undefined;
    for await (const event of follower.live.subscribe(
      { batchId: id },
      {
        after: 0,
        onGap: () => {
          gaps += 1;
        },
      },
    )) {
      seen.push(event);
      if (seen.length >= cutAt && cuts.length < CUTS) {
        cuts.push(Date.now());
        cutAt = seen.length + 5 + Math.floor(random() * 40);
        if (cuts.length === 3) restarted = live.restart();
        else proxy.cut();
      }
      if (event.event.type === "batch.finished") break;
    }
    await restarted;

    // Assess
    const log = (await live.log()).filter(({ event }) => "batchId" in event && event.batchId === id);
    const end = log.findIndex(({ event }) => event.type === "batch.finished");
    const endedAt = log[end]?.event.at ?? 0;
    expect(cuts.filter((at) => at < endedAt).length).toBeGreaterThanOrEqual(CUTS - 1);
    expect(gaps).toBe(0);
    expect(seen).toEqual(log.slice(0, end + 1));
    expect(log.map(({ seq }) => seq)).toEqual([...new Set(log.map(({ seq }) => seq))].sort((a, b) => a - b));
    const completed = seen.filter(
      ({ event }) => event.type === "task.stepped" && event.status === "completed",
    );
    expect(completed).toHaveLength(ROWS);
  });

  it("shares one socket with the client's other subscriptions, until the last one ends", async () => {
    const follower = live.client({ baseUrl: proxy.url });
    const before = proxy.state.upgrades;
    const last = (await live.log()).at(-1)?.seq ?? 0;
    const streams = [1, 2, 3].map(() => follower.live.subscribe({}, { after: last - 1 }));
    const first = await Promise.all(streams.map((stream) => stream.next()));
    expect(first.map(({ value }) => value?.seq)).toEqual([last, last, last]);
    expect(proxy.state.upgrades - before).toBe(1);
    const [kept, ...others] = streams;
    await Promise.all(others.map((stream) => stream.return()));
    expect(proxy.sockets()).toBe(1);
    await kept?.return();
    await until(async () => (proxy.sockets() === 0 ? true : undefined));
  });
});

describe("watching a batch", () => {
  it("ends with the batch, however long the pauses", async () => {
    const client = live.client();
    const { id } = await submit(client, 20);
    const batch = await client.batches.watch(id, { intervalMs: 3_600_000 });
    expect([batch.status, batch.completedTasks]).toEqual(["completed", 20]);
  });
});
