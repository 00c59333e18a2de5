import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createUploadSchema } from "@assetql/contract";
import { createUpload, sweepRecords, withIdempotency } from "@assetql/core";
import { put } from "@assetql/core/ports";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idempotentCalls } from "../../core-backend/core/src/idempotency/with-idempotency.ts";
import { dailySpends } from "../../core-backend/core/src/limits/daily-budget.ts";
import { uploads } from "../../core-backend/core/src/uploads/upload-record.ts";
import { runAssetql } from "../cli/run-assetql.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { openTestHome, owner, type TestHome } from "../support/test-home.ts";
import { makeOldFolder } from "./old-data.ts";

const HOUR_MS = 3600 * 1000;

describe("records whose time is over", () => {
  let home: TestHome;
  beforeEach(async () => {
    home = await openTestHome(createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }));
  });
  afterEach(() => home.dispose());

  it("are swept when it is over and not before, and those of a call that is made again are kept", async () => {
    const { core } = home;
    const call = { workspaceId: owner.workspaceId, operationId: "any", fingerprint: "1" };
    await withIdempotency(core, { ...call, key: "key-0001" }, async () => "answer");
    const upload = await createUpload(
      core,
      owner,
      createUploadSchema.parse({ name: "a.csv", purpose: "csv", bytes: 9 }),
    );
    const day = new Date(core.clock.now()).toISOString().slice(0, 10);
    await core.store.transact([put(dailySpends, { id: `draft.${day}`, images: 1, microUsd: 1 })]);
    const sweepAt = (hours: number, dryRun = false) => {
      const now = core.clock.now() + hours * HOUR_MS;
      return sweepRecords({ store: core.store, clock: { now: () => now } }, { dryRun });
    };
    const nothing = {
      "idempotency answers": 0,
      "expired uploads": 0,
      "daily counters": 0,
      "webhook deliveries": 0,
      "ended connector work": 0,
      "unread lists of items": 0,
    };

    expect(await sweepAt(0)).toEqual(nothing);
    const later = { ...nothing, "idempotency answers": 1, "expired uploads": 1 };
    expect(await sweepAt(26, true)).toEqual(later);
    expect(await sweepAt(26)).toEqual(later);
    expect(await sweepAt(26)).toEqual(nothing);
    expect(await sweepAt(24 * 40)).toEqual({ ...nothing, "daily counters": 1 });
    expect(await core.store.get(uploads, upload.id)).toBeUndefined();
    expect(
      (await core.store.query(idempotentCalls, { index: "byTime", partition: "all", limit: 9 })).items,
    ).toEqual([]);
  });
});

describe("assetql sweep", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "assetql-sweep-"));
    await makeOldFolder(join(folder, "data"), 1);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("shows first, then removes what records of version 0.1 left, which no index knew", async () => {
    const orphan = join(folder, "data", "blobs", "raw", "bat_0000.png");
    await writeFile(orphan, "x");
    await utimes(orphan, new Date(0), new Date(0));
    const sweep = async (...options: string[]) =>
      JSON.parse((await runAssetql(["sweep", "--data", "data", "--json", ...options], { folder })).stdout);

    expect(await sweep("--dry-run")).toMatchObject({ dryRun: true, files: ["raw/bat_0000.png"] });
    const swept = await sweep();
    expect(swept).toMatchObject({
      files: ["raw/bat_0000.png"],
      records: { "idempotency answers": 2, "expired uploads": 1 },
    });
    expect(await sweep()).toMatchObject({
      files: [],
      records: { "idempotency answers": 0, "expired uploads": 0 },
    });
  });
});
