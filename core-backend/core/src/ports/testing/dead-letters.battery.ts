import { describe, expect, it } from "vitest";
import { type JobQueue, MAX_RECEIVES } from "../job-queue.ts";
import { bodies, type JobQueueHarness, QUEUE, receiveAll, receiveOne } from "./job-queue-harness.ts";

/** Receives and gives back until nothing comes any more; answers how often each body came. */
async function exhaust(queue: JobQueue): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (;;) {
    const messages = await queue.receive(QUEUE, { max: 10, visibilitySeconds: 60 });
    if (messages.length === 0) return counts;
    for (const { body, receipt } of messages) {
      counts.set(body, (counts.get(body) ?? 0) + 1);
      await queue.release(QUEUE, receipt, 0);
    }
  }
}

export function describeDeadLetters(harness: () => JobQueueHarness): void {
  describe("dead letters", () => {
    it(`sets a message aside after ${MAX_RECEIVES} receives`, async () => {
      const { queue } = harness();
      await queue.send(QUEUE, [{ body: "poison" }]);
      expect(await exhaust(queue)).toEqual(new Map([["poison", MAX_RECEIVES]]));
      expect(await queue.depth(QUEUE)).toEqual({ visible: 0, delayed: 0, leased: 0, dead: 1 });
      const dead = await queue.deadLetters(QUEUE, 10);
      expect(dead).toEqual([
        { id: expect.any(String), body: "poison", receives: MAX_RECEIVES, diedAt: expect.any(Number) },
      ]);
      expect(await queue.deadLetters("export", 10)).toEqual([]);
    });

    it("lets the last receiver finish", async () => {
      const { queue, advance } = harness();
      await queue.send(QUEUE, [{ body: "slow" }]);
      for (let receives = 1; receives < MAX_RECEIVES; receives += 1) {
        await queue.release(QUEUE, (await receiveOne(queue)).receipt, 0);
      }
      const last = await receiveOne(queue, 60);
      await advance(59_000);
      expect(await queue.depth(QUEUE)).toMatchObject({ leased: 1, dead: 0 });
      await queue.acknowledge(QUEUE, [last.receipt]);
      await advance(10_000);
      expect(await queue.deadLetters(QUEUE, 10)).toEqual([]);
    });

    it("sets aside what its last receiver left lying", async () => {
      const { queue, advance } = harness();
      await queue.send(QUEUE, [{ body: "crash" }]);
      for (let receives = 1; receives <= MAX_RECEIVES; receives += 1) {
        await receiveOne(queue, 10);
        await advance(10_001);
      }
      expect(await receiveAll(queue)).toEqual([]);
      expect(bodies(await queue.deadLetters(QUEUE, 10))).toEqual(["crash"]);
    });

    it("lists the oldest first, as many as asked for", async () => {
      const { queue, advance } = harness();
      for (const body of ["first", "second", "third"]) {
        await queue.send(QUEUE, [{ body }]);
        await exhaust(queue);
        await advance(1_000);
      }
      const listed = await queue.deadLetters(QUEUE, 2);
      expect(listed.map(({ body }) => body)).toEqual(["first", "second"]);
    });

    it("redrives some or all, counting receives anew, and tells listeners", async () => {
      const { queue } = harness();
      await queue.send(QUEUE, [{ body: "a" }, { body: "b" }, { body: "c" }]);
      await exhaust(queue);
      const one = (await queue.deadLetters(QUEUE, 10)).find(({ body }) => body === "b");
      let heard = 0;
      queue.onReady((name) => {
        if (name === QUEUE) heard += 1;
      });
      expect(await queue.redrive(QUEUE, [one?.id ?? "", "no such id"])).toBe(1);
      expect(heard).toBeGreaterThan(0);
      const redriven = await receiveOne(queue);
      expect(redriven).toMatchObject({ body: "b", receives: 1 });
      expect(await queue.redrive(QUEUE)).toBe(2);
      expect(bodies(await receiveAll(queue))).toEqual(["a", "c"]);
      expect(await queue.depth(QUEUE)).toMatchObject({ leased: 3, dead: 0 });
      expect(await queue.redrive(QUEUE)).toBe(0);
    });
  });
}
