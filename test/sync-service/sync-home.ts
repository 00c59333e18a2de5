import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import {
  type Batch,
  type CreateTargetInput,
  createStyleSchema,
  type StyleProfile,
  type Target,
} from "@assetql/contract";
import { createStyle } from "@assetql/core";
import { replace } from "@assetql/core/ports";
import { type Hub, startHub } from "@assetql/embedded";
import {
  createJsonLog,
  createSyncService,
  type SyncService,
  type SyncServiceOptions,
} from "@assetql/sync-service";
import { onTestFinished } from "vitest";
import { targets } from "../../core-backend/core/src/targets/target-record.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";

export const HOUR = 3600 * 1000;
/**
 * The hub's clock is the real one, so the services' clock starts there, too; tests then set it to hours of tomorrow,
 * which no run of tests catches up with.
 */
const START = Date.now();
/** Full hours after everything that a test makes. */
export const hour = (number: number): number => (Math.floor(START / HOUR) + 24 + number) * HOUR;
/** As in `Sync 2026-03-01 14:00`. */
export const syncName = (at: number): string =>
  `Sync ${new Date(at).toISOString().slice(0, 16).replace("T", " ")}`;

export interface SyncHome {
  readonly folder: string;
  readonly hub: () => Hub;
  readonly client: () => Client;
  readonly style: StyleProfile;
  /** JSON lines of all services. */
  readonly lines: readonly string[];
  readonly clock: { now: number };
  startService(options?: Partial<SyncServiceOptions>): Promise<SyncService>;
  /** A target of a folder, with these entries in its `items.json`. */
  makeTarget(input?: Partial<CreateTargetInput>): Promise<FolderTarget>;
  batchesOf(target: Pick<Target, "id">): Promise<readonly Batch[]>;
  target(id: Target["id"]): Promise<Target>;
  /** The target, once a sync after `at` has been recorded. */
  synced(id: Target["id"], at: number): Promise<Target>;
  approveAll(batch: Pick<Batch, "id">): Promise<void>;
  /** Sets a target's expression past the hub's check, as one that an older hub has taken. */
  keepCron(id: Target["id"], cron: string): Promise<void>;
}

export interface FolderTarget {
  readonly target: Target;
  readonly path: string;
  /** `changedAt`: what the folder says of when its entries were changed. */
  setItems(items: readonly Readonly<Record<string, string>>[], changedAt?: number): Promise<void>;
}

/** A real hub and any number of sync services over temporary folders, all gone when the test ends. */
export async function openSyncHome(): Promise<SyncHome> {
  const folder = await mkdtemp(join(tmpdir(), "assetql-sync-"));
  const image = await preparedImage(64);
  const lines: string[] = [];
  const clock = { now: START };
  const services: SyncService[] = [];
  const hub = await startHub({
    dataFolder: join(folder, "data"),
    generator: createFixedGenerator({ image, latencyMs: 1 }),
    version: "0.0.0-test",
    log: () => undefined,
    settings: { backoffUnitMs: 1 },
  });
  onTestFinished(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await hub.stop();
    await rm(folder, { recursive: true });
  });
  const style = await createStyle(hub.core, owner, {
    ...createStyleSchema.parse({ name: "Noise" }),
    files: [{ name: "reference.png", bytes: image }],
  });
  const client = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret, backoffMs: 20 });
  const target = (id: Target["id"]) => client.call("getTarget", { params: { id } });
  return {
    folder,
    hub: () => hub,
    client: () => client,
    style,
    lines,
    clock,
    target,
    async startService(options = {}) {
      const service = await createSyncService({
        hubUrl: hub.url,
        apiKey: hub.adminKey.secret,
        port: 0,
        allowedFolders: [folder],
        log: createJsonLog((line) => lines.push(line), "debug"),
        now: () => clock.now,
        timings: { tick: 20, refresh: 50, quiet: 0, reconnect: 20, drain: 5_000 },
        ...options,
      });
      services.push(service);
      await service.ready;
      return service;
    },
    async makeTarget(input = {}) {
      const path = join(folder, `shop-${crypto.randomUUID()}`);
      await mkdir(path);
      const made = await until(async () =>
        client.call("createTarget", {
          body: { name: "Shop", connector: "folder", config: { folder: path }, ...input },
        }),
      );
      return {
        target: made,
        path,
        async setItems(items, changedAt = clock.now) {
          await writeFile(join(path, "items.json"), JSON.stringify(items));
          await utimes(join(path, "items.json"), changedAt / 1000, changedAt / 1000);
        },
      };
    },
    async batchesOf({ id }) {
      const { items } = await client.call("listBatches", { query: { limit: 200 } });
      return items.filter(({ targetId }) => targetId === id);
    },
    synced: (id, at) =>
      until(async () => {
        const now = await target(id);
        return now.lastSync !== null && now.lastSync.at >= at ? now : undefined;
      }),
    async approveAll({ id }) {
      const assetIds = await until(async () => {
        const { items } = await client.call("listAssets", { query: { batchId: id, status: "ready" } });
        const { totalTasks } = await client.call("getBatch", { params: { id } });
        return items.length === totalTasks ? items.map((asset) => asset.id) : undefined;
      });
      await client.call("reviewAssets", { body: { action: "approve", assetIds } });
    },
    async keepCron(id, cron) {
      const { store } = hub.core;
      const stored = await store.get(targets, id);
      if (stored === undefined || stored.value.sync === null) throw new Error(`${id} has no schedule`);
      const { value, revision } = stored;
      await store.transact([replace(targets, { ...value, sync: { ...stored.value.sync, cron } }, revision)]);
    },
  };
}

/** Settings of a sync that drives batches, every full hour. */
export const hourly = (
  style: StyleProfile,
  template = "A {title}",
): NonNullable<CreateTargetInput["sync"]> => ({
  cron: "0 * * * *",
  publish: true,
  drive: { styleProfileId: style.id, template, config: { width: 64, height: 64, seed: 1 }, query: {} },
});
