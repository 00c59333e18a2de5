import { describe, expect, it } from "vitest";
import { type JobQueueHarness, QUEUE, receiveAll, receiveOne } from "./job-queue-harness.ts";

export function describeLeases(harness: () => JobQueueHarness): void {
  describe("leases", () => {
    it("delivers again, with another receipt, when the visibility timeout ends", async () => {
      const { queue, advance } = harness();
      await queue.send(QUEUE, [{ body: "a" }]);
      const first = await receiveOne(queue, 30);
      await advance(29_000);
      expect(await receiveAll(queue)).toEqual([]);
      await advance(1_001);
      const second = await receiveOne(queue, 30);
      expect(second).toMatchObject({ id: first.id, body: "a", receives: 2 });
      expect(second.receipt).not.toBe(first.receipt);
    });

    it("ignores what a former receiver says once somebody else has the message", async () => {
      const { queue, advance } = harness();
      await queue.send(QUEUE, [{ body: "a" }]);
      const former = await receiveOne(queue, 10);
      await advance(10_001);
      const current = await receiveOne(queue, 10);
      await queue.acknowledge(QUEUE, [former.receipt]);
      await queue.release(QUEUE, former.receipt, 0);
      expect(await queue.depth(QUEUE)).toMatchObject({ visible: 0, leased: 1 });
      await queue.acknowledge(QUEUE, [current.receipt]);
      await advance(10_001);
      expect(await receiveAll(queue)).toEqual([]);
      // Nor is there a message any more.
      await queue.release(QUEUE, current.receipt, 0);
      await queue.acknowledge(QUEUE, [current.receipt, "no receipt", ""]);
      expect(await receiveAll(queue)).toEqual([]);
    });

    it("shows a released message at once, or after a delay", async () => {
      const { queue, advance } = harness();
      await queue.send(QUEUE, [{ body: "a" }]);
      await queue.release(QUEUE, (await receiveOne(queue)).receipt, 0);
      const again = await receiveOne(queue);
      expect(again.receives).toBe(2);
      await queue.release(QUEUE, again.receipt, 20);
      await advance(19_000);
      expect(await receiveAll(queue)).toEqual([]);
      await advance(1_001);
      expect((await receiveOne(queue)).receives).toBe(3);
    });

    it("extends a lease by releasing to later, with the same receipt", async () => {
      const { queue, advance } = harness();
      await queue.send(QUEUE, [{ body: "a" }]);
      const { receipt } = await receiveOne(queue, 20);
      await advance(15_000);
      await queue.release(QUEUE, receipt, 20);
      await advance(15_000);
      expect(await receiveAll(queue)).toEqual([]);
      await queue.acknowledge(QUEUE, [receipt]);
      await advance(30_000);
      expect(await receiveAll(queue)).toEqual([]);
    });
  });
}
