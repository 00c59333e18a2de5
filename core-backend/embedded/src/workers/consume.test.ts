import type { JobQueue, LogLevel, QueueName } from "@assetql/core/ports";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createSqliteJobQueue } from "../sqlite/job-queue.ts";
import { openDataFolder } from "../sqlite/open.ts";
import { temporaryFolder } from "../sqlite/temporary-folder.fixture.ts";
import { type ConsumeOptions, consume, type Outcome } from "./consume.ts";

const done: Outcome = { kind: "done" };
const NOTHING = { visible: 0, delayed: 0, leased: 0, dead: 0 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function openQueue(): JobQueue {
  const { database, close } = openDataFolder(temporaryFolder());
  const queue = createSqliteJobQueue(database, { now: () => Date.now() });
  onTestFinished(() => {
    queue.close();
    close();
  });
  return queue;
}

function start(queue: JobQueue, options: Partial<ConsumeOptions> & Pick<ConsumeOptions, "handle">) {
  const logged: { level: LogLevel; message: string }[] = [];
  const log = (level: LogLevel, message: string) => logged.push({ level, message });
  const defaults = { lanes: ["generation"] as QueueName[], concurrency: 2, visibilitySeconds: 60 };
  const consumer = consume({ queue, log }, { ...defaults, ...options });
  return { consumer, logged };
}

/** Handlers that run until the test ends them. */
function manual() {
  const running = new Map<string, PromiseWithResolvers<Outcome>>();
  let waiter = Promise.withResolvers<void>();
  const handle: ConsumeOptions["handle"] = ({ body }) => {
    const promise = Promise.withResolvers<Outcome>();
    running.set(body, promise);
    waiter.resolve();
    return promise.promise;
  };
  const until = async (condition: () => boolean) => {
    while (!condition()) {
      waiter = Promise.withResolvers<void>();
      await waiter.promise;
    }
  };
  const finish = (body: string, outcome = done) => {
    running.get(body)?.resolve(outcome);
    running.delete(body);
  };
  return { running, handle, until, finish };
}

const send = (queue: JobQueue, lane: QueueName, ...bodies: string[]) =>
  queue.send(
    lane,
    bodies.map((body) => ({ body })),
  );

describe("consume", () => {
  it("handles everything, waiting and new, and acknowledges it", async () => {
    const queue = openQueue();
    await send(queue, "generation", ...Array.from({ length: 25 }, (_, at) => `${at}`));
    const handled: string[] = [];
    const { consumer } = start(queue, {
      handle: async ({ body }) => {
        handled.push(body);
        return done;
      },
    });
    await consumer.idle();
    await send(queue, "generation", "new");
    await consumer.idle();
    expect(handled).toEqual([...Array.from({ length: 25 }, (_, at) => `${at}`), "new"]);
    expect(await queue.depth("generation")).toEqual(NOTHING);
    await consumer.stop();
  });

  it("refills a slot as soon as it is free, the first lane first, and never runs more than allowed", async () => {
    const queue = openQueue();
    const { running, handle, until, finish } = manual();
    await send(queue, "generation", "g1", "g2", "g3", "g4");
    const { consumer } = start(queue, { lanes: ["priority", "generation"], handle });
    await until(() => running.size === 2);
    await send(queue, "priority", "p1");
    finish("g1");
    await until(() => running.size === 2);
    expect([...running.keys()]).toEqual(["g2", "p1"]);
    finish("g2");
    finish("p1");
    await until(() => running.size === 2);
    expect([...running.keys()]).toEqual(["g3", "g4"]);
    finish("g3");
    finish("g4");
    await consumer.idle();
    await consumer.stop();
  });

  it("gives a message back for as long as its handler says", async () => {
    const queue = openQueue();
    const receives: number[] = [];
    await send(queue, "generation", "a");
    const { consumer } = start(queue, {
      handle: async (message) => {
        receives.push(message.receives);
        return message.receives === 1 ? { kind: "later", delaySeconds: 120 } : done;
      },
    });
    await consumer.idle();
    await vi.advanceTimersByTimeAsync(119_000);
    await consumer.idle();
    expect(receives).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1_001);
    await consumer.idle();
    expect(receives).toEqual([1, 2]);
    await consumer.stop();
  });

  it("logs what a handler throws, tries again after growing pauses, and at last sets the message aside", async () => {
    const queue = openQueue();
    const times: number[] = [];
    await send(queue, "generation", "poison");
    const begin = Date.now();
    const { consumer, logged } = start(queue, {
      handle: async () => {
        times.push((Date.now() - begin) / 1_000);
        throw new Error("always");
      },
    });
    await consumer.idle();
    for (let second = 0; second < 2_200; second += 2) {
      await vi.advanceTimersByTimeAsync(2_000);
      await consumer.idle();
    }
    expect(times).toHaveLength(10);
    expect(times.slice(0, 4).map(Math.round)).toEqual([0, 2, 6, 14]);
    expect(await queue.depth("generation")).toEqual({ ...NOTHING, dead: 1 });
    expect(logged).toHaveLength(10);
    await consumer.stop();
  });

  it("keeps the lease of a handler that takes longer than the visibility timeout", async () => {
    const queue = openQueue();
    const { running, handle, until, finish } = manual();
    await send(queue, "generation", "long");
    const { consumer } = start(queue, { visibilitySeconds: 10, handle });
    await until(() => running.size === 1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await queue.depth("generation")).toMatchObject({ visible: 0, leased: 1 });
    finish("long");
    await consumer.idle();
    expect(await queue.depth("generation")).toEqual(NOTHING);
    await consumer.stop();
  });

  it("when stopped lets handlers finish and takes nothing new", async () => {
    const queue = openQueue();
    const { running, handle, until, finish } = manual();
    await send(queue, "generation", "a", "b", "c");
    const { consumer } = start(queue, { handle });
    await until(() => running.size === 2);
    const stopping = consumer.stop();
    finish("a");
    finish("b", { kind: "later", delaySeconds: 30 });
    await stopping;
    expect(await queue.depth("generation")).toMatchObject({ visible: 1, leased: 1 });
    expect(running.size).toBe(0);
  });

  it("when stopped aborts handlers after the grace period and gives their messages back at once", async () => {
    const queue = openQueue();
    const { running, handle: stubborn, until } = manual();
    await send(queue, "generation", "obedient", "stubborn");
    const { consumer, logged } = start(queue, {
      graceMs: 5_000,
      handle: (message, signal) => {
        if (message.body === "stubborn") return stubborn(message, signal);
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    });
    await until(() => running.size === 1);
    const stopping = consumer.stop();
    await vi.advanceTimersByTimeAsync(4_900);
    expect(await queue.depth("generation")).toMatchObject({ visible: 0, leased: 2 });
    await vi.advanceTimersByTimeAsync(200);
    expect(await queue.depth("generation")).toMatchObject({ visible: 1, leased: 1 });
    await vi.advanceTimersByTimeAsync(1_000);
    await stopping;
    expect(await queue.depth("generation")).toEqual({ ...NOTHING, visible: 2 });
    expect(logged).toEqual([]);
  });

  it("goes on after the queue failed", async () => {
    const queue = openQueue();
    let failures = 1;
    const receive = queue.receive.bind(queue);
    vi.spyOn(queue, "receive").mockImplementation((name, options) =>
      failures-- > 0 ? Promise.reject(new Error("disk full")) : receive(name, options),
    );
    await send(queue, "generation", "a");
    const handled: string[] = [];
    const { consumer, logged } = start(queue, {
      handle: async ({ body }) => {
        handled.push(body);
        return done;
      },
    });
    await consumer.idle();
    expect(logged).toEqual([{ level: "error", message: "Messages could not be received" }]);
    await vi.advanceTimersByTimeAsync(1_000);
    await consumer.idle();
    expect(handled).toEqual(["a"]);
    await consumer.stop();
  });
});
