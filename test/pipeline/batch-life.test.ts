import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BatchId, createBatchSchema, createStyleSchema, workspaceIdSchema } from "@assetql/contract";
import { createBatch, createStyle, getBatch, listAssets, listTasks, type Principal } from "@assetql/core";
import { type Home, openHome } from "../../core-backend/embedded/src/hub/home.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";

const principal: Principal = { workspaceId: workspaceIdSchema.parse("ws_home"), userId: "key_test", role: "admin" };

describe("a batch", () => {
  let folder: string;
  let home: Home;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "assetql-"));
    const image = await preparedImage(128);
    home = await openHome({
      dataFolder: folder,
      generator: createFixedGenerator({ image, latencyMs: 0 }),
      log: (level, message, fields) => (level === "error" ? console.error(message, fields) : undefined),
    });
    home.work();
  });
  afterEach(async () => {
    await home.close();
    await rm(folder, { recursive: true });
  });

  it("runs", async () => {
    const image = await preparedImage(128);
    const style = await createStyle(home.core, principal, {
      ...createStyleSchema.parse({ name: "Noise" }),
      files: [{ name: "a.png", bytes: image }],
    });
    const csv = `sku,subject\n${Array.from({ length: 120 }, (_, i) => `S-${i},mug ${i}`).join("\n")}`;
    const batch = await createBatch(
      home.core,
      principal,
      createBatchSchema.parse({ name: "First", styleProfileId: style.id, template: "A {subject}", csv }),
    );
    const done = await untilEnded(home, batch.id);
    expect(done).toMatchObject({ status: "completed", completedTasks: 120, failedTasks: 0 });
    console.log(done.statistics);
    expect((await listTasks(home.core, principal, { id: batch.id, limit: 200 })).items.length).toBe(120);
    expect((await listAssets(home.core, principal, { batchId: batch.id, limit: 200 })).items.length).toBe(120);
  });
});

async function untilEnded(home: Home, id: BatchId) {
  for (;;) {
    const batch = await getBatch(home.core, principal, { id });
    if (batch.completedAt !== null) return batch;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
