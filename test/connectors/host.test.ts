import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ApiProblemError, createClient } from "@assetql/client";
import { type Connector, createHost } from "@assetql/connector-sdk";
import type { Change } from "@assetql/contract";
import { seededRandom } from "@assetql/core/testing";
import { createFolderConnector } from "@assetql/folder";
import { createDoor } from "@assetql/outgoing";
import { exportJWK, generateKeyPair } from "jose";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { testSeed } from "../support/test-seed.ts";
import { measureWaiting } from "../support/time-waited.ts";
import { until } from "../support/until.ts";
import {
  changesOf,
  expectedFiles,
  type PublishingHub,
  startPublishingHub,
  untilStatus,
} from "./publishing-hub.ts";

const IMAGES = 60;
const KILLS = Number(process.env.ASSETQL_TEST_KILLS ?? 5);
/** A lease runs out after a minute. */
const LEASE_MS = 61_000;
/** So slow that there is time to interfere: some 500 calls in three seconds. */
const SLOW = { requestsPerSecond: 160, burst: 1, concurrency: 4 };

let hub: PublishingHub;
const children = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await hub.dispose();
});

/** The plan, made by a host that is gone afterwards. */
async function planned(pace = SLOW, images = IMAGES) {
  hub = await startPublishingHub(images);
  const planner = hub.host();
  // Announces the connector; there is no work yet.
  await planner.runOnce();
  const target = await hub.target(pace);
  const { id } = await hub.client.publications.create({ targetId: target.id, batchId: hub.batchId });
  await until(async () => ((await planner.runOnce()) ? true : undefined));
  const publication = await untilStatus(hub.client, id, "planned");
  expect(publication.counts).toMatchObject({ create: images });
  return { id, target };
}

async function assessExact(id: string): Promise<Change[]> {
  const changes = await changesOf(hub.client, id);
  expect(changes.map(({ state, problem }) => problem?.detail ?? state)).toEqual(
    Array.from({ length: IMAGES }, () => "applied"),
  );
  expect(await hub.files()).toEqual(expectedFiles(IMAGES));
  for (const { externalId, receipt } of changes) {
    const sidecar = join(hub.folder, receipt?.remoteId?.replace(".png", ".json") ?? "");
    const { assetql } = JSON.parse(await readFile(sidecar, "utf8"));
    expect(assetql.externalId).toBe(externalId);
  }
  return changes;
}

/** Resolves when a host's process has made so many calls to its target. */
const calls = (child: ChildProcess, count: number): Promise<void> =>
  new Promise((resolve) => {
    let made = 0;
    child.on("message", () => {
      made += 1;
      if (made === count) resolve();
    });
  });

const written = async (): Promise<number> =>
  (await hub.files()).filter((name) => name.endsWith(".png")).length;

describe("the host, with a real hub", () => {
  it(`is killed ${KILLS} times at random while it publishes ${IMAGES} images: all there, none twice`, async () => {
    const seed = testSeed();
    console.info(`seed ${seed} (ASSETQL_TEST_SEED=${seed} repeats it)`);
    const random = seededRandom(seed);
    const { id } = await planned();
    // Each is killed within its first calls, of which there are some 500 in all.
    const start = (): ChildProcess => {
      const child = fork(join(import.meta.dirname, "host-process.ts"), [hub.url, hub.apiKey, hub.folder]);
      children.add(child);
      return child;
    };
    await hub.client.publications.apply(id);
    let killsWhileApplying = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = start();
      await calls(child, 1 + Math.floor(random() * 56));
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      if ((await hub.client.publications.get(id)).status === "applying") killsWhileApplying += 1;
      hub.skip(LEASE_MS);
    }
    start();
    const publication = await untilStatus(hub.client, id, "applied");
    expect(killsWhileApplying).toBe(KILLS);
    expect(publication.counts).toMatchObject({ applied: IMAGES, failed: 0 });
    await assessExact(id);
  }, 300_000);

  it("gives its work back when it ends, so that another host need not wait for its lease", async () => {
    const { id } = await planned();
    const first = hub.host();
    first.start();
    await hub.client.publications.apply(id);
    await until(async () => ((await written()) > 3 ? true : undefined));
    await first.stop();
    expect(await written()).toBeLessThan(IMAGES);
    // Nobody moves the clock: the lease of the first one would hold for a minute.
    hub.host().start();
    await untilStatus(hub.client, id, "applied");
    await assessExact(id);
  });

  it("shares work with another host, and two publications of the same images make them once", async () => {
    const { id, target } = await planned({ requestsPerSecond: 1_000, burst: 1_000, concurrency: 4 });
    const hosts = [hub.host(), hub.host()];
    const other = await hub.client.publications.create({ targetId: target.id, batchId: hub.batchId });
    for (const host of hosts) host.start();
    await untilStatus(hub.client, other.id, "planned");
    await Promise.all([hub.client.publications.apply(id), hub.client.publications.apply(other.id)]);
    await Promise.all([id, other.id].map((one) => untilStatus(hub.client, one, "applied")));
    expect(await hub.files()).toEqual(expectedFiles(IMAGES));
    const receipts = [...(await changesOf(hub.client, id)), ...(await changesOf(hub.client, other.id))];
    const made = receipts.filter(({ receipt }) => receipt?.existed === false);
    expect(made.length).toBe(IMAGES);
    expect(receipts.filter(({ state }) => state === "failed")).toEqual([]);
  });

  it("stops at once when its lease is lost, and another host goes on", async () => {
    const { id } = await planned();
    await hub.client.publications.apply(id);
    const { work } = hub.client;
    let cut: PromiseWithResolvers<void> | undefined;
    // What it sends while the line is cut arrives late.
    const late = <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) => {
      return async (...args: Args): Promise<Answer> => {
        await cut?.promise;
        return call(...args);
      };
    };
    const first = hub.host({ hub: { ...work, report: late(work.report), heartbeat: late(work.heartbeat) } });
    const lost = first.runOnce();
    await until(async () => ((await written()) > 3 ? true : undefined));
    cut = Promise.withResolvers();
    const second = hub.host();
    await until(async () => {
      hub.skip(LEASE_MS);
      return (await second.runOnce()) ? true : undefined;
    });
    cut.resolve();
    await lost;
    expect(first.stats().works).toMatchObject({ lost: 1, done: 0 });
    expect(second.stats().works).toMatchObject({ lost: 0, done: 1 });
    await assessExact(id);
  });

  it("pauses within a second and goes on where it was", async () => {
    const { id } = await planned();
    await hub.client.publications.apply(id);
    const host = hub.host();
    const run = host.runOnce();
    await until(async () => ((await written()) > 3 ? true : undefined));
    await hub.client.publications.pause(id);
    const waited = measureWaiting();
    await run;
    expect(waited()).toBeLessThan(1_000);
    expect(host.stats().works).toMatchObject({ stopped: 1 });
    await untilStatus(hub.client, id, "paused");
    const half = await written();
    expect(half).toBeLessThan(IMAGES);
    await hub.client.publications.resume(id);
    await host.runOnce();
    await untilStatus(hub.client, id, "applied");
    await assessExact(id);
  });

  it("answers who waits for a check, while a target that hangs has all of its places", async () => {
    const { id, target } = await planned();
    const folder: Connector = createFolderConnector({ allowedFolders: [hub.folder] });
    const begun = Promise.withResolvers<void>();
    const hanging: Connector = {
      ...folder,
      apply: ({ signal }) => {
        begun.resolve();
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    };
    hub.host({ connectors: [hanging], worksAtOnce: 1 }).start();
    await hub.client.publications.apply(id);
    await begun.promise;
    expect((await hub.client.targets.check(target.id)).health.status).toBe("ok");
  });

  it("costs few requests: what happens at the same time is told together", async () => {
    const { id } = await planned({ requestsPerSecond: 1_000, burst: 1_000, concurrency: 4 });
    await hub.client.publications.apply(id);
    let reports = 0;
    const { work } = hub.client;
    const counted: typeof work = {
      ...work,
      report: async (...args) => {
        reports += 1;
        // A hub that is not on the same machine.
        await setTimeout(20);
        return work.report(...args);
      },
    };
    await hub.host({ hub: { work: counted } }).runOnce();
    const changes = await assessExact(id);
    // A change has eight entries: it begins, each of its three steps begins and ends, and it ends.
    expect(reports).toBeLessThan(changes.length * 8);
  });
});

const locked = (read: (password: unknown) => void): Connector => {
  const folder: Connector = createFolderConnector({ allowedFolders: [] });
  return {
    ...folder,
    manifest: { ...folder.manifest, name: "locked", credentialsSchema: z.object({ password: z.string() }) },
    check: async (context) => {
      read(await context.credentials());
      return { status: "ok", code: null, detail: "Read.", facts: {} };
    },
  };
};

describe("the host's keys", () => {
  it("opens what was sealed for it, and nothing else", async () => {
    hub = await startPublishingHub(1);
    const seen: unknown[] = [];
    const lines: string[] = [];
    const connectors = [locked((password) => seen.push(password))];
    const log = (...line: unknown[]): void => void lines.push(JSON.stringify(line));
    const host = hub.host({ connectors, log });
    host.start();
    await until(async () => ((await hub.client.connectors.list()).length > 0 ? true : undefined));
    const target = await hub.client.targets.create({
      name: "Locked",
      connector: "locked",
      config: { folder: hub.folder },
      credentials: { password: "correct horse battery" },
    });
    expect((await hub.client.targets.check(target.id)).health.status).toBe("ok");
    expect(seen).toEqual([{ password: "correct horse battery" }]);
    await host.stop();

    const { publicKey } = await generateKeyPair("ECDH-ES", { crv: "P-256", extractable: true });
    const { x = "", y = "" } = await exportJWK(publicKey);
    const { work } = hub.client;
    const stranger: typeof work = {
      ...work,
      lease: (body, options) =>
        work.lease({ ...body, publicKey: { kty: "EC", crv: "P-256", x, y } }, options),
    };
    hub.host({ connectors, log, hub: { work: stranger } }).start();
    const { health } = await hub.client.targets.check(target.id);
    expect(health).toMatchObject({ status: "failing", code: "credentials-missing" });
    expect(seen.length).toBe(1);
    expect(lines.join("\n")).not.toContain("correct horse");
  });

  it("gets no work with a wrong API key, and says so without it", async () => {
    hub = await startPublishingHub(1);
    const lines: string[] = [];
    const host = createHost({
      hub: createClient({ baseUrl: hub.url, apiKey: "aql_wrong-key-of-somebody" }),
      connectors: [createFolderConnector({ allowedFolders: [hub.folder] })],
      door: createDoor({ allow: [] }),
      log: (...line) => void lines.push(JSON.stringify(line)),
    });
    await expect(host.runOnce()).rejects.toBeInstanceOf(ApiProblemError);
    host.start();
    await until(async () => (lines.length > 0 ? true : undefined));
    expect(host.stats().connected).toBe(false);
    await host.stop();
    expect(lines.join("\n")).not.toContain("wrong-key");
  });
});
