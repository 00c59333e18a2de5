import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ApiProblemError, type Client, createClient } from "@assetql/client";
import type { Schedule } from "@assetql/contract";
import { seededRandom } from "@assetql/core/testing";
import { afterEach, expect, it } from "vitest";
import { preparedImage } from "../support/fixed-generator.ts";
import { testSeed } from "../support/test-seed.ts";
import { until } from "../support/until.ts";

const SCHEDULES = 12;
const KILLS = 4;

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

async function start(dataFolder: string) {
  const script = join(import.meta.dirname, "..", "faults", "hub-process.ts");
  const child = fork(script, [dataFolder], { stdio: "inherit" });
  running.add(child);
  const [{ url, apiKey }] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("The hub did not start"))),
  ]);
  return { child, client: createClient({ baseUrl: url, apiKey, WebSocket: null }) };
}

async function kill({ child }: { child: ChildProcess }): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  running.delete(child);
}

/** Tried again when the hub is asked so late that the time is over. */
function planAfter(
  { schedules }: Client,
  delay: number,
  schedule: Omit<Parameters<Client["schedules"]["create"]>[0], "at">,
): Promise<Schedule> {
  return until(() =>
    schedules.create({ ...schedule, at: Date.now() + delay }).catch((error: unknown) => {
      if (error instanceof ApiProblemError && error.problem.problems?.[0]?.path === "at") return undefined;
      throw error;
    }),
  );
}

it(`makes each of ${SCHEDULES} planned batches once, though the hub is killed ${KILLS} times while they come due`, async () => {
  // Prepare: times that come due before, between and after the kills.
  const seed = testSeed();
  console.info(`seed ${seed} (ASSETQL_TEST_SEED=${seed} repeats it)`);
  const random = seededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), "assetql-schedules-"));
  let hub = await start(folder);
  const reference = { name: "reference.png", bytes: await preparedImage(128) };
  const style = await hub.client.styles.create({ name: "Any", files: [reference] });
  const batch = {
    styleProfileId: style.id,
    template: "A {subject}",
    csv: "subject\nmug\n",
    config: { width: 64, height: 64, styleGate: "off" as const },
  };
  const planned = new Map<string, number>();
  for (let number = 0; number < SCHEDULES; number += 1) {
    const delay = 500 + Math.floor(random() * 4_000);
    const { id, at } = await planAfter(hub.client, delay, { name: `Planned ${number}`, batch });
    planned.set(id, at ?? 0);
  }

  // Act
  for (let kills = 0; kills < KILLS; kills += 1) {
    await setTimeout(random() * 600);
    await kill(hub);
    hub = await start(folder);
  }
  const schedules = await until(async () => {
    const all = await Array.fromAsync(hub.client.schedules.listAll());
    return all.every(({ status }) => status === "ended") ? all : undefined;
  });
  const batches = await Array.fromAsync(hub.client.batches.listAll());
  await kill(hub);
  await rm(folder, { recursive: true });

  // Assess
  expect(schedules).toHaveLength(SCHEDULES);
  expect(batches).toHaveLength(SCHEDULES);
  expect(new Set(schedules.map(({ lastBatchId }) => lastBatchId))).toEqual(
    new Set(batches.map(({ id }) => id)),
  );
  const early = schedules.filter(({ id, lastBatchId }) => {
    const batch = batches.find((one) => one.id === lastBatchId);
    return (batch?.createdAt ?? 0) < (planned.get(id) ?? Number.POSITIVE_INFINITY);
  });
  expect(early).toEqual([]);
}, 300_000);
