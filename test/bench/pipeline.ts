/**
 * `npm run bench:pipeline [-- --instant] [--tasks N] [--json]`: what the pipeline adds to the generator's own time,
 * and with `--instant` what it adds to the bare work on the images.
 */
import { inspectImage } from "@assetql/core/images";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { startBenchHub } from "./bench-hub.ts";
import { type Figure, report, rounded } from "./report.ts";

const CONCURRENCY = 10;
const LATENCY_MS = 200;

const given = process.argv.indexOf("--tasks");
const sizes = given < 0 ? [500, 5_000] : [Number(process.argv[given + 1])];
const isInstant = process.argv.includes("--instant");
report("pipeline", isInstant ? [await instant(given < 0 ? 300 : (sizes[0] ?? 300))] : await makespans());

async function makespans(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const tasks of sizes) figures.push(await makespan(tasks));
  return figures;
}

/** Submission to the last task's completion ÷ (⌈tasks / concurrency⌉ × latency). */
async function makespan(tasks: number): Promise<Figure> {
  const generator = createFixedGenerator({ image: await preparedImage(256), latencyMs: LATENCY_MS });
  const hub = await startBenchHub(generator);
  try {
    await warmUp(hub);
    const startedAt = Date.now();
    const { id } = await hub.submit(tasks);
    const { completedAt, completedTasks } = await hub.client.batches.watch(id, { intervalMs: 500 });
    if (completedTasks !== tasks) throw new Error(`Only ${completedTasks} of ${tasks} tasks completed`);
    const seconds = ((completedAt ?? Number.NaN) - startedAt) / 1000;
    const ideal = (Math.ceil(tasks / CONCURRENCY) * LATENCY_MS) / 1000;
    return {
      name: `makespan of ${tasks} tasks ÷ ideal`,
      ratio: rounded(seconds / ideal),
      goal: "<= 1.05",
      pass: seconds / ideal <= 1.05,
      detail: { seconds: rounded(seconds), idealSeconds: ideal, peakConcurrency: generator.peak() },
    };
  } finally {
    await hub.stop();
  }
}

/** CPU of the whole process per task ÷ CPU of the same functions on the same image, called in a loop. */
async function instant(tasks: number): Promise<Figure> {
  const image = await preparedImage(1024);
  const hub = await startBenchHub(createFixedGenerator({ image, latencyMs: 0 }));
  try {
    await warmUp(hub);
    const bare = await cpuMs(async () => {
      for (let index = 0; index < tasks; index++) await inspectImage(image);
    });
    const pipeline = await cpuMs(async () => {
      const { id } = await hub.submit(tasks);
      await hub.client.batches.watch(id, { intervalMs: 250 });
    });
    const ratio = pipeline / bare;
    return {
      name: `CPU of ${tasks} tasks with an instant generator ÷ bare image work`,
      ratio: rounded(ratio),
      goal: "<= 1.5",
      pass: ratio <= 1.5,
      detail: {
        pipelineCpuMsPerTask: rounded(pipeline / tasks),
        bareCpuMsPerTask: rounded(bare / tasks),
        imageBytes: image.byteLength,
      },
    };
  } finally {
    await hub.stop();
  }
}

async function warmUp(hub: Awaited<ReturnType<typeof startBenchHub>>): Promise<void> {
  const { id } = await hub.submit(20);
  await hub.client.batches.watch(id, { intervalMs: 50 });
}

/** User and system time of this process and its threads while `work` ran, in milliseconds. */
async function cpuMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
