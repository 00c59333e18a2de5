import { assetIdSchema, batchIdSchema, type LiveEvent, type LiveEventPage } from "@assetql/contract";
import { pruneLiveLog } from "@assetql/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { type LiveHub, someEvents, startLiveHub, submit, take } from "./live-hub.ts";

let live: LiveHub;
beforeAll(async () => {
  live = await startLiveHub();
});
afterAll(() => live.dispose());

/** All events after a number, in pages of `limit`. */
async function pages(limit: number, query: object, from = 0): Promise<LiveEvent[]> {
  const all: LiveEvent[] = [];
  let page: LiveEventPage;
  let after = from;
  do {
    page = await live.client().call("listEvents", { query: { ...query, after, limit } });
    expect(page.events.length).toBeLessThanOrEqual(limit);
    all.push(...page.events);
    after = page.lastSeq;
  } while (page.more);
  return all;
}

describe("the log", () => {
  it("numbers events from 1 without a gap, and reads the same in pages of any size and from any place", async () => {
    await live.tell(owner.workspaceId, someEvents(40));
    await live.tell(owner.workspaceId, someEvents(7));
    const log = await until(async () => {
      const all = await live.log();
      return all.length === 47 ? all : undefined;
    });
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 47 }, (_, index) => index + 1));
    for (const limit of [7, 13, 40, 500]) expect(await pages(limit, {})).toEqual(log);
    for (const from of [1, 39, 40, 46, 47]) expect(await pages(500, {}, from)).toEqual(log.slice(from));
  });

  it("without a number only says where to go on", async () => {
    const page = await live.client().call("listEvents", {});
    expect(page).toEqual({ events: [], lastSeq: 47, oldestSeq: 1, more: false });
  });

  it("is told whole, or of a batch or an asset alone", async () => {
    const client = live.client();
    const { id } = await submit(client, 3);
    await client.batches.watch(id);
    const { items } = await client.assets.list({ batchId: id });
    const assetId = items[0]?.id ?? "";
    const log = await until(async () => {
      const all = await live.log();
      const ready = all.filter(({ event }) => event.type === "asset.ready").length;
      const isOver = all.some(({ event }) => event.type === "batch.finished" && event.batchId === id);
      return ready === 3 && isOver ? all : undefined;
    });
    const ofBatch = log.filter(({ event }) => "batchId" in event && event.batchId === id);
    const ofAsset = log.filter(({ event }) => "assetId" in event && event.assetId === assetId);
    expect(ofAsset.length).toBeGreaterThan(0);
    expect(await pages(2, { batchId: batchIdSchema.parse(id) })).toEqual(ofBatch);
    expect(await pages(2, { assetId: assetIdSchema.parse(assetId) })).toEqual(ofAsset);
    expect(await take(client.live.subscribe({ batchId: id }, { after: 0 }), ofBatch.length)).toEqual(ofBatch);
    expect(await take(client.live.subscribe({ assetId }, { after: 0 }), ofAsset.length)).toEqual(ofAsset);
  });

  it("is complete for a reader who takes its time", async () => {
    const before = (await live.log()).length;
    const slow = live.client().live.subscribe({}, { after: before });
    const first = slow.next();
    for (let part = 0; part < 7; part += 1) await live.tell(owner.workspaceId, someEvents(1_000));
    expect((await first).value?.seq).toBe(before + 1);
    const log = await until(async () => {
      const all = await live.log();
      return all.length === before + 7_000 ? all : undefined;
    });
    expect(await take(slow, 6_999)).toEqual(log.slice(before + 1));
  });
});

describe("a log that was pruned", () => {
  it("keeps its end, and says what is missing over sockets and by polling", async () => {
    const last = (await live.log()).length;
    await live.tell(owner.workspaceId, someEvents(10));
    await until(async () => ((await live.log()).length === last + 10 ? true : undefined));
    expect(await pruneLiveLog(live.hub().core, { keptEvents: 5 })).toBeGreaterThan(0);
    expect(await pruneLiveLog(live.hub().core, { keptEvents: 5 })).toBe(0);

    for (const client of [live.client(), live.client({ WebSocket: null })]) {
      const gaps: number[] = [];
      const onGap = ({ oldestSeq }: { oldestSeq: number }) => gaps.push(oldestSeq);
      const rest = await take(client.live.subscribe({}, { after: 3, onGap }), 10);
      expect(gaps).toEqual([last + 1]);
      expect(rest.map(({ seq }) => seq)).toEqual(Array.from({ length: 10 }, (_, index) => last + 1 + index));
      // Whoever knows the last pruned event has missed nothing.
      await take(client.live.subscribe({}, { after: last, onGap }), 10);
      expect(gaps).toHaveLength(1);
    }
  });

  it("goes on numbering when nothing is left, and after a restart", async () => {
    const last = (await live.log()).at(-1)?.seq ?? 0;
    await pruneLiveLog(live.hub().core, { keptMs: -1 });
    expect(await live.client().call("listEvents", { query: { after: 0 } })).toEqual({
      events: [],
      lastSeq: last,
      oldestSeq: last + 1,
      more: false,
    });
    await live.restart();
    await live.tell(owner.workspaceId, someEvents(1));
    const [next] = await take(live.client().live.subscribe({}, { after: last }), 1);
    expect(next?.seq).toBe(last + 1);
  });

  it("tells a reader who is ahead of it, as after an older backup was restored", async () => {
    const last = (await live.log()).at(-1)?.seq ?? 0;
    for (const client of [live.client(), live.client({ WebSocket: null })]) {
      const gaps: number[] = [];
      const stop = new AbortController();
      const stream = client.live.subscribe(
        {},
        {
          after: last + 500,
          signal: stop.signal,
          onGap: ({ oldestSeq }) => {
            gaps.push(oldestSeq);
            stop.abort(new Error("told"));
          },
        },
      );
      await expect(stream.next()).rejects.toThrow("told");
      expect(gaps).toEqual([last + 1]);
    }
  });
});
