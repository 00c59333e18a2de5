import sharp from "sharp";
import { until } from "../../support/until.ts";
import { styleForm } from "../api-home.ts";
import { firstAt, type Maker, type Row, request, type Samples } from "./sample.ts";

async function makeStyle({ home, key }: Maker, reference: Uint8Array = home.image): Promise<string> {
  const response = await home.send("POST", "/api/v1/styles", { key, body: styleForm([reference]) });
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as Row).id;
}

export const batchInput = async (maker: Maker, prompt = "A {a}") => ({
  styleProfileId: await makeStyle(maker),
  template: prompt,
  csv: "a\nmug\n",
  config: { width: 64, height: 64, styleGate: "off" },
});

interface Wanted {
  /** "A wait {a}" is never drawn. */
  readonly prompt?: string;
  /** No image passes: the task fails, with a best try. */
  readonly gate?: "impossible";
}

async function submit(maker: Maker, { prompt, gate }: Wanted = {}): Promise<string> {
  const strict = gate === undefined ? {} : await impossible(maker);
  const input = { name: "One", ...(await batchInput(maker, prompt)), ...strict };
  return (await request(maker, "POST", "/api/v1/batches", input)).id;
}

/** A style that the home's image is never in. */
async function impossible(maker: Maker) {
  const grey = sharp({ create: { width: 64, height: 64, channels: 3, background: "#808080" } });
  return {
    styleProfileId: await makeStyle(maker, await grey.png().toBuffer()),
    config: { width: 64, height: 64, threshold: 1 },
  };
}

/** A batch of one row that has ended. */
export async function makeBatch(maker: Maker, wanted: Wanted = {}): Promise<string> {
  const id = await submit(maker, wanted);
  await until(async () =>
    (await request(maker, "GET", `/api/v1/batches/${id}`)).completedAt === null ? undefined : true,
  );
  return id;
}

/** A batch whose only image is being drawn until the home is disposed of. */
export async function makeRunningBatch(maker: Maker): Promise<string> {
  const id = await submit(maker, { prompt: "A wait {a}" });
  await until(async () =>
    (await request(maker, "GET", `/api/v1/batches/${id}`)).processingTasks === 1 ? true : undefined,
  );
  return id;
}

const makeTask = async (maker: Maker, wanted: Wanted = {}): Promise<string> =>
  firstAt(maker, `/api/v1/batches/${await makeBatch(maker, wanted)}/tasks`);

const schedule = async (maker: Maker) => ({
  name: "Nightly",
  cron: "0 3 * * *",
  batch: { ...(await batchInput(maker)), name: "Night" },
});

/** Styles, batches and their tasks, and schedules of batches. */
export const batchSamples: Samples = {
  makers: {
    "/api/v1/batches": makeBatch,
    "/api/v1/schedules": async (maker) =>
      (await request(maker, "POST", "/api/v1/schedules", await schedule(maker))).id,
    "/api/v1/styles": makeStyle,
    "/api/v1/tasks": makeTask,
  },
  inputs: {
    createBatch: async (maker) => ({ json: { name: "One", ...(await batchInput(maker)) } }),
    previewBatch: async (maker) => ({ json: await batchInput(maker) }),
    updateBatch: async () => ({ json: { name: "Two" } }),
    createStyle: async ({ home }) => ({ body: styleForm([home.image]) }),
    updateStyle: async () => ({ json: { name: "Other" } }),
    createSchedule: async (maker) => ({ json: await schedule(maker) }),
    updateSchedule: async () => ({ json: { name: "Weekly" } }),
    redriveDeadLetters: async () => ({ json: {} }),
    createUpload: async () => ({ json: { purpose: "csv", name: "a.csv", bytes: 10 } }),
  },
  preparations: {
    pauseBatch: async (maker) => ({ id: await makeRunningBatch(maker) }),
    resumeBatch: async (maker) => {
      const id = await makeRunningBatch(maker);
      await request(maker, "POST", `/api/v1/batches/${id}/pause`);
      return { id };
    },
    cancelBatch: async (maker) => ({ id: await makeRunningBatch(maker) }),
    retryFailedTasks: async (maker) => ({ id: await makeBatch(maker, { gate: "impossible" }) }),
    acceptBestTry: async (maker) => ({ id: await makeTask(maker, { gate: "impossible" }) }),
  },
};
