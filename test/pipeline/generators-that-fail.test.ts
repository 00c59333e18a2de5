import { setTimeout } from "node:timers/promises";
import { listTasks } from "@assetql/core";
import {
  type GeneratedImage,
  type GenerationRequest,
  GeneratorError,
  type ImageGenerator,
} from "@assetql/core/ports";
import sharp from "sharp";
import { afterEach, describe, expect, it } from "vitest";
import { preparedImage } from "../support/fixed-generator.ts";
import { openTestHome, owner, type TestHome } from "../support/test-home.ts";
import { until } from "../support/until.ts";

let home: TestHome | undefined;
afterEach(async () => {
  await home?.dispose();
  home = undefined;
});

function generatorOf(
  draw: (request: GenerationRequest, call: number) => Promise<Uint8Array>,
): ImageGenerator {
  let calls = 0;
  return {
    id: "scripted",
    version: "1",
    describe: () => ({ title: "Scripted", costPerImageUsd: 0, isDraft: false, typicalSeconds: 0.1 }),
    async generate(request): Promise<GeneratedImage> {
      calls += 1;
      const image = await draw(request, calls);
      return { image, mime: "image/png", seed: request.seed, model: "scripted", attribution: [] };
    },
    async close() {},
  };
}

async function runTasks(generator: ImageGenerator, settings = {}, config = {}) {
  home = await openTestHome(generator, settings);
  const { id } = await home.submit({ config });
  const batch = await home.untilEnded(id);
  const { items: tasks } = await listTasks(home.core, owner, { id, limit: 50 });
  return { home, batch, tasks };
}

const unlike = (): Promise<Uint8Array> =>
  sharp({ create: { width: 128, height: 128, channels: 3, background: "#ff00ff" } })
    .png()
    .toBuffer();

describe("a generator that", () => {
  it("hangs is given up after the time limit, three times a task", async () => {
    const hang = generatorOf(() => new Promise(() => undefined));
    const { batch, tasks } = await runTasks(hang, { generationTimeoutMs: 40 });
    expect(batch).toMatchObject({ status: "failed", failedTasks: 3, completedTasks: 0 });
    expect(batch.statistics).toMatchObject({ retries: 6, failuresByClass: { transient: 3 } });
    for (const task of tasks) expect(task).toMatchObject({ tries: 3, error: { class: "transient" } });
  });

  it("throws anything costs a try, and the reason is logged", async () => {
    const image = await preparedImage(128);
    const throwing = generatorOf(async (_, call) => {
      if (call <= 3) throw new TypeError("undefined is not a function");
      return image;
    });
    const { home: at, batch, tasks } = await runTasks(throwing);
    expect(batch).toMatchObject({ status: "completed", completedTasks: 3 });
    expect(tasks.reduce((sum, { tries }) => sum + tries, 0)).toBe(6);
    expect(at.logged).toContainEqual({ level: "error", message: "the generator failed" });
  });

  it("returns garbage, or an image of 300 megapixels, is told so", async () => {
    const huge = await sharp({
      create: { width: 20_000, height: 15_000, channels: 3, background: "#123456" },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 1 })
      .toBuffer();
    const answers = [Buffer.from("no image"), Buffer.alloc(0), huge];
    const garbage = generatorOf(async ({ prompt }) => {
      const answer = answers[["A mug", "A lamp", "A tent"].indexOf(prompt)];
      if (answer === undefined) throw new Error("unexpected prompt");
      return answer;
    });
    const { batch, tasks } = await runTasks(garbage);
    expect(batch).toMatchObject({ status: "failed", failedTasks: 3 });
    expect(tasks.map(({ error }) => error?.message)).toEqual([
      expect.stringContaining("not a PNG"),
      expect.stringContaining("not a PNG"),
      expect.stringContaining("more than 50 million pixels"),
    ]);
  });

  it("refuses for good is not asked again", async () => {
    const refusing = generatorOf(async () => {
      throw new GeneratorError("permanent", "The prompt was refused.");
    });
    const { batch, tasks } = await runTasks(refusing);
    expect(batch.statistics).toMatchObject({ retries: 0, failuresByClass: { permanent: 3 } });
    for (const { error } of tasks)
      expect(error).toEqual({ class: "permanent", message: "The prompt was refused." });
  });

  it("is down delays its tasks without costing them a try", async () => {
    const image = await preparedImage(128);
    const down = generatorOf(async (_, call) => {
      if (call <= 20) throw new GeneratorError("unavailable", "The model is starting.", 0.02);
      return image;
    });
    const { home: at, batch, tasks } = await runTasks(down);
    expect(batch).toMatchObject({ status: "completed", completedTasks: 3 });
    for (const task of tasks) expect(task).toMatchObject({ tries: 1, error: null });
    expect(at.logged).toContainEqual({
      level: "warn",
      message: "the generator is unavailable; its tasks wait",
    });
  });

  it("misses the style is retried with another seed, and its best try is kept", async () => {
    const seeds = new Map<string, Set<number>>();
    const missing = generatorOf(async ({ prompt, seed }) => {
      seeds.set(prompt, (seeds.get(prompt) ?? new Set()).add(seed));
      await setTimeout(1);
      return unlike();
    });
    const { home: at, batch, tasks } = await runTasks(missing);
    expect(batch.statistics.failuresByClass["style-deviation"]).toBe(3);
    expect([...seeds.values()].map(({ size }) => size)).toEqual([3, 3, 3]);
    for (const task of tasks) {
      expect(task.bestScore).toBeLessThan(0.85);
      expect(task.error?.message).toContain("below the gate of 0.85");
    }
    // A try that is no longer the best is dropped after its commit, so the batch may end a moment earlier.
    const kept = await until(async () => {
      const { items } = await at.core.blobs.list(`rejected/${batch.id}/`);
      return items.length <= 3 ? items : undefined;
    });
    const taskOf = (key: string): string => /(tsk_[^.]+)\.t\d\.png$/.exec(key)?.[1] ?? key;
    expect(kept.length).toBe(3);
    expect(kept.map(({ key }) => taskOf(key)).sort()).toEqual(tasks.map(({ id }) => id).sort());
  });

  it("misses the style passes when the gate is off, with its score told", async () => {
    const { batch } = await runTasks(generatorOf(unlike), {}, { styleGate: "off" });
    expect(batch).toMatchObject({ status: "completed", completedTasks: 3 });
    expect(batch.statistics.maxStyleScore).toBeLessThan(0.85);
  });
});
