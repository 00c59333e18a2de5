import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  JobLimitError,
  type JobQueue,
  MAX_BODY_BYTES,
  MAX_DELAY_SECONDS,
  MAX_VISIBILITY_SECONDS,
  type QueueName,
} from "../job-queue.ts";
import { describeDeadLetters } from "./dead-letters.battery.ts";
import { bodies, type JobQueueHarness, QUEUE, receiveAll, receiveOne } from "./job-queue-harness.ts";
import { describeLeases } from "./leases.battery.ts";

/** What {@link JobQueue} promises, for any adapter. `open` gives empty queues. */
export function jobQueueBattery(title: string, open: () => Promise<JobQueueHarness>): void {
  describe(`${title} as a job queue`, () => {
    let harness: JobQueueHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());
    describeDelivery(() => harness);
    describeLeases(() => harness);
    describeDeadLetters(() => harness);
    describeReadiness(() => harness);
    describeLimits(() => harness);
  });
}

type Harness = () => JobQueueHarness;

function describeDelivery(harness: Harness): void {
  describe("delivery", () => {
    it("delivers each message to one of many receivers", async () => {
      const { queue } = harness();
      const sent = Array.from({ length: 100 }, (_, at) => ({ body: `message ${at}` }));
      await queue.send(QUEUE, sent);
      const received = (await Promise.all(Array.from({ length: 8 }, () => receiveAll(queue)))).flat();
      expect(bodies(received)).toEqual(bodies(sent));
      expect(new Set(received.map(({ id }) => id)).size).toBe(100);
      expect(new Set(received.map(({ receipt }) => receipt)).size).toBe(100);
      expect(received.every(({ receives }) => receives === 1)).toBe(true);
    });

    it("gives at most as many as asked for, and none of another queue", async () => {
      const { queue } = harness();
      await queue.send(QUEUE, [{ body: "a" }, { body: "b" }, { body: "c" }]);
      expect((await queue.receive(QUEUE, { max: 2, visibilitySeconds: 60 })).length).toBeLessThanOrEqual(2);
      expect(await queue.receive("export", { max: 10, visibilitySeconds: 60 })).toEqual([]);
    });

    it("keeps bodies as they are", async () => {
      const { queue } = harness();
      const body = '{"text":"žluťoučký 🐎\\n"}';
      await queue.send(QUEUE, [{ body }]);
      expect((await receiveOne(queue)).body).toBe(body);
    });

    it("hides a delayed message until its time", async () => {
      const { queue, advance } = harness();
      await queue.send(QUEUE, [{ body: "later", delaySeconds: 30 }]);
      await advance(29_000);
      expect(await receiveAll(queue)).toEqual([]);
      await advance(1_001);
      expect(bodies(await receiveAll(queue))).toEqual(["later"]);
    });

    it("never delivers again what was acknowledged", async () => {
      const { queue, advance } = harness();
      await queue.send(QUEUE, [{ body: "a" }, { body: "b" }]);
      const received = await receiveAll(queue, 10);
      await queue.acknowledge(
        QUEUE,
        received.map(({ receipt }) => receipt),
      );
      await advance(60_000);
      expect(await receiveAll(queue)).toEqual([]);
      expect(await queue.depth(QUEUE)).toEqual({ visible: 0, delayed: 0, leased: 0, dead: 0 });
    });

    it("says how many messages wait, are delayed and are leased", async () => {
      const { queue } = harness();
      await queue.send(QUEUE, [{ body: "a" }]);
      await receiveOne(queue);
      await queue.send(QUEUE, [{ body: "b" }, { body: "c" }, { body: "d", delaySeconds: 10 }]);
      expect(await queue.depth(QUEUE)).toEqual({ visible: 2, delayed: 1, leased: 1, dead: 0 });
      expect(await queue.depth("export")).toEqual({ visible: 0, delayed: 0, leased: 0, dead: 0 });
    });
  });
}

function describeReadiness(harness: Harness): void {
  describe("onReady", () => {
    const listen = (queue: JobQueue) => {
      const heard: QueueName[] = [];
      return { heard, stop: queue.onReady((name) => heard.push(name)) };
    };

    it("tells of sent and released messages until it is stopped", async () => {
      const { queue } = harness();
      const { heard, stop } = listen(queue);
      await queue.send(QUEUE, [{ body: "a" }]);
      expect(heard).toContain(QUEUE);
      const { receipt } = await receiveOne(queue);
      heard.length = 0;
      await queue.release(QUEUE, receipt, 0);
      expect(heard).toContain(QUEUE);
      stop();
      heard.length = 0;
      await queue.send(QUEUE, [{ body: "b" }]);
      expect(heard).toEqual([]);
    });

    it("tells when a delay and when a lease ends", async () => {
      const { queue, advance } = harness();
      const { heard } = listen(queue);
      await queue.send("export", [{ body: "far", delaySeconds: 600 }]);
      await queue.send(QUEUE, [{ body: "a", delaySeconds: 30 }]);
      await advance(29_000);
      expect(heard).toEqual([]);
      await advance(1_001);
      expect(heard).toEqual([QUEUE]);
      await receiveOne(queue, 60);
      heard.length = 0;
      await advance(59_000);
      expect(heard).toEqual([]);
      await advance(1_001);
      expect(heard).toEqual([QUEUE]);
      await advance(600_000);
      expect(heard).toContain("export");
    });
  });
}

function describeLimits(harness: Harness): void {
  describe("limits", () => {
    it("sends nothing of a call with a message beyond them", async () => {
      const { queue } = harness();
      const refused = [
        { body: "é".repeat(MAX_BODY_BYTES / 2 + 1) },
        { body: "late", delaySeconds: MAX_DELAY_SECONDS + 1 },
        { body: "early", delaySeconds: -1 },
      ];
      for (const message of refused) {
        await expect(queue.send(QUEUE, [{ body: "fine" }, message])).rejects.toThrow(JobLimitError);
      }
      expect(await receiveAll(queue)).toEqual([]);
      await queue.send(QUEUE, [{ body: "x".repeat(MAX_BODY_BYTES) }]);
      expect((await receiveOne(queue)).body).toHaveLength(MAX_BODY_BYTES);
    });

    it("refuses longer leases", async () => {
      const { queue } = harness();
      await queue.send(QUEUE, [{ body: "a" }]);
      const visibilitySeconds = MAX_VISIBILITY_SECONDS + 1;
      await expect(queue.receive(QUEUE, { max: 1, visibilitySeconds })).rejects.toThrow(JobLimitError);
      const { receipt } = await receiveOne(queue);
      await expect(queue.release(QUEUE, receipt, visibilitySeconds)).rejects.toThrow(JobLimitError);
    });
  });
}
