import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createClient } from "@assetql/client";
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

it(`makes each of ${SCHEDULES} planned batches once, though the hub is killed ${KILLS} times while they come due`, async () => {
  // Prepare: times that come due before, between and after the kills.
  const seed = testSeed();
  console.info(`seed ${seed} (ASSETQL_TEST_SEED=${seed} repeats it)`);
  const random = seededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), "assetql-schedules-"));
  let hub = await start(folder);
  const reference = { name: "reference.png", bytes: await preparedImage(128) };
  const style = await hub.client.styles.create({ name: "Any", files: [reference] });
  const begin = Date.now() + 500;
  const planned = new Map<string, number>();
  for (let number = 0; number < SCHEDULES; number += 1) {
    const at = begin + Math.floor(random() * 4_000);
    const { id } = await hub.client.schedules.create({
      name: `Planned ${number}`,
      at,
      batch: {
        styleProfileId: style.id,
        template: "A {subject}",
        csv: "subject\nmug\n",
        config: { width: 64, height: 64, styleGate: "off" },
      },
    });
    planned.set(id, at);
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
}, 60_000);
