import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHub } from "@assetql/embedded";
import { createJsonLog, createSyncService, PortUnavailableError } from "@assetql/sync-service";
import { expect, it, onTestFinished } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { freePort } from "../support/free-port.ts";
import { until } from "../support/until.ts";
import { hour, hourly, openSyncHome } from "./sync-home.ts";

const read = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, body: (await response.json()) as { readonly targets?: unknown } };
};

it("waits for a hub that is not there yet, works when it comes, and again after it was away", async () => {
  const folder = await mkdtemp(join(tmpdir(), "assetql-sync-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const generator = createFixedGenerator({ image: await preparedImage(64), latencyMs: 1 });
  const hubOn = (port: number) =>
    startHub({ dataFolder: folder, port, generator, version: "0.0.0-test", log: () => undefined });
  const first = await hubOn(await freePort());
  const { url: hubUrl, adminKey } = first;
  await first.stop();

  const lines: string[] = [];
  const service = await createSyncService({
    hubUrl,
    apiKey: adminKey.secret,
    port: 0,
    log: createJsonLog((line) => lines.push(line), "info"),
    timings: { tick: 20, refresh: 50, reconnect: 20 },
  });
  onTestFinished(() => service.stop());
  expect(await read(`${service.url}/health`)).toMatchObject({
    status: 503,
    body: { status: "waiting-for-hub", hub: { connected: false }, targets: [] },
  });
  expect(await read(`${service.url}/hooks/contentful/tgt_none`)).toMatchObject({
    status: 503,
    body: { code: "unavailable" },
  });
  await until(async () => (lines.some((line) => line.includes("could not be reached")) ? true : undefined));

  const second = await hubOn(Number(new URL(hubUrl).port));
  await service.ready;
  expect(await read(`${service.url}/health`)).toMatchObject({ status: 200, body: { status: "ok" } });
  await second.stop();
  await until(async () => ((await read(`${service.url}/health`)).status === 503 ? true : undefined));
  const third = await hubOn(Number(new URL(hubUrl).port));
  onTestFinished(() => third.stop());
  await until(async () => ((await read(`${service.url}/health`)).status === 200 ? true : undefined));
  expect(lines.join("")).not.toContain(adminKey.secret);
});

it("shows each target's last sync, counts what it does, and writes JSON lines that belong together", async () => {
  const home = await openSyncHome();
  const service = await home.startService();
  const { target, setItems } = await home.makeTarget({ sync: hourly(home.style) });
  await setItems([{ id: "a", title: "mug" }]);
  home.clock.now = hour(1);
  await home.synced(target.id, hour(1));
  const [batch] = await home.batchesOf(target);
  await home.approveAll(batch!);
  home.clock.now = hour(2);
  await home.synced(target.id, hour(2));
  await until(async () => {
    const { items } = await home.client().call("listPublications", { query: { targetId: target.id } });
    return items[0]?.status === "applied" ? true : undefined;
  });

  const { body: health } = await read(`${service.url}/health`);
  expect(health.targets).toEqual([
    {
      id: target.id,
      scheduled: true,
      running: false,
      syncedAt: hour(2),
      lastSync: { at: hour(2), problem: null },
    },
  ]);
  const series = await seriesOf(service.url);
  expect(series.get('assetql_syncs_total{outcome="done"}')).toBe(2);
  expect(series.get('assetql_sync_works_total{connector="folder",kind="apply",outcome="done"}')).toBe(1);
  expect(series.get('assetql_sync_changes_total{connector="folder",kind="create",outcome="applied"}')).toBe(
    1,
  );
  expect(series.get("assetql_sync_hub_connected")).toBe(1);
  expect(series.get("assetql_sync_targets")).toBe(1);
  expect(series.get("assetql_sync_duration_seconds_count")).toBe(2);

  const lines = home.lines.map((line): Record<string, unknown> => JSON.parse(line));
  const done = lines.filter(({ message }) => message === "Synchronised");
  expect(done).toHaveLength(2);
  expect(done[0]).toMatchObject({ level: "info", target: target.id, batch: batch!.id });
  expect(new Set(done.map(({ correlationId }) => correlationId)).size).toBe(2);
  expect(home.lines.join("")).not.toContain(home.hub().adminKey.secret);
});

/** Prometheus's text format: a number for every series. Fails for a line that is none of it. */
async function seriesOf(url: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  const series = new Map<string, number>();
  for (const line of (await response.text()).split("\n")) {
    if (line === "" || /^# (HELP|TYPE) \w+ .+$/.test(line)) continue;
    const match = /^([a-z_]+(?:\{(?:\w+="[^"]*",?)+\})?) (\S+)$/.exec(line);
    if (match?.[1] === undefined) throw new Error(`No line of the format: ${line}`);
    series.set(match[1], Number(match[2]));
  }
  return series;
}

it("an admin has a target synchronised now, and nobody else", async () => {
  const home = await openSyncHome();
  const service = await home.startService();
  const { target, setItems } = await home.makeTarget({ sync: hourly(home.style) });
  const { target: unscheduled } = await home.makeTarget();
  await setItems([{ id: "a", title: "mug" }]);
  const run = async (id: string, key: string) =>
    (
      await fetch(`${service.url}/targets/${id}/sync`, {
        method: "POST",
        headers: { Authorization: `Bearer ${key}` },
      })
    ).status;
  const { secret: creator } = await home
    .client()
    .call("createApiKey", { body: { name: "C", role: "creator" } });
  const admin = home.hub().adminKey.secret;
  expect(await run(target.id, creator)).toBe(403);
  expect(await run(target.id, "aql_nobody_has_this_key")).toBe(401);
  expect(await run("tgt_nobody", admin)).toBe(404);
  expect(await run(unscheduled.id, admin)).toBe(422);
  expect((await home.target(target.id)).lastSync).toBeNull();

  expect(await run(target.id, admin)).toBe(202);
  const synced = await home.synced(target.id, 0);
  expect(synced.lastSync?.batchId).not.toBeNull();
});

it("what would keep it from starting is told in a sentence, and leaves nothing behind", async () => {
  const log = () => undefined;
  const options = { hubUrl: "http://127.0.0.1:9", apiKey: "aql_0123456789", log };
  const port = await freePort();
  const first = await createSyncService({ ...options, port });
  const second = createSyncService({ ...options, port });
  await expect(second).rejects.toBeInstanceOf(PortUnavailableError);
  await first.stop();
  await expect(first.ready).rejects.toThrow("stopped");
  const third = await createSyncService({ ...options, port });
  await third.stop();
});

it("stopped while its connectors are announced, it does not say that the hub is away", async () => {
  const home = await openSyncHome();
  const { adminKey, url } = home.hub();
  const announced = Promise.withResolvers<void>();
  const between = createServer(async ({ url: path = "", method, headers }, response) => {
    // The announcement is never answered.
    if (method === "PUT") return announced.resolve();
    const { authorization = "" } = headers;
    const answer = await fetch(new URL(path, url), { headers: { authorization } }).catch(() => undefined);
    if (answer === undefined) response.destroy();
    else response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  between.listen(0, "127.0.0.1");
  await once(between, "listening");
  onTestFinished(() => {
    between.closeAllConnections();
    between.close();
  });
  const lines: string[] = [];
  const service = await createSyncService({
    hubUrl: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
    apiKey: adminKey.secret,
    port: 0,
    log: createJsonLog((line) => lines.push(line), "info"),
  });
  await announced.promise;
  await service.stop();
  expect(lines.join("")).not.toMatch(/does not give out work|was stopped/);
});
