import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@assetql/client";
import { createSyncService } from "@assetql/sync-service";
import { expect, it, onTestFinished } from "vitest";
import { runAssetql } from "../cli/run-assetql.ts";
import { until } from "../support/until.ts";

/** `assetql start` within this process, stopped at the end of the test. */
async function start(...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), "assetql-beside-"));
  const stop = new AbortController();
  const ended = runAssetql(["start", "--port", "0", "--threads", "1", "--json", ...args], {
    folder,
    signal: stop.signal,
  });
  onTestFinished(async () => {
    stop.abort();
    await ended;
    await rm(folder, { recursive: true });
  });
  const hubFile = join(folder, "assetql-data", "hub.json");
  // It may be there and not be written yet.
  const hub = await until(() =>
    readFile(hubFile, "utf8")
      .then(JSON.parse)
      .catch(() => undefined),
  );
  const key = (await readFile(join(folder, "assetql-data", "secrets", "admin-api-key"), "utf8")).trim();
  const client = createClient({ baseUrl: hub.url, apiKey: key });
  return { folder, client, ended, stop: () => stop.abort() };
}

const connectorsOf = async ({ call }: ReturnType<typeof createClient>) =>
  (await call("listConnectors", {})).items.map(({ name }) => name);

it("assetql start runs the connectors on a port of their own, with secrets of the data folder", async () => {
  // The usual port may be taken: then any other does.
  const taken = await createSyncService({
    hubUrl: "http://127.0.0.1:9",
    apiKey: "aql_0123456789",
    log: () => undefined,
  }).catch(() => undefined);
  onTestFinished(() => taken?.stop());
  const { client, ended, stop, folder } = await start();
  await until(async () => ((await connectorsOf(client)).includes("wordpress") ? true : undefined));
  expect((await stat(join(folder, "assetql-data", "secrets", "hook-secret"))).mode & 0o777).toBe(0o600);
  stop();
  const { exitCode, stdout, stderr } = await ended;
  const told = JSON.parse(stdout);
  expect(exitCode).toBe(0);
  expect(told.syncUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(told.syncUrl).not.toBe(taken?.url);
  expect(stderr).not.toMatch(/unreachable|could not be reached|does not give out work/);
  await expect(fetch(`${told.syncUrl}/health`)).rejects.toThrow();
});

it("assetql start goes on with the new secret of the data folder's key once that is rotated", async () => {
  const { client, folder } = await start();
  const { call } = client;
  await until(async () => ((await connectorsOf(client)).includes("folder") ? true : undefined));
  const { items } = await call("listApiKeys", { query: {} });
  const [own] = items;
  if (own === undefined) throw new Error("The hub has no key of its own");
  const rotate = ["keys", "rotate", own.id, "--overlap-hours", "0", "--json"];
  const rotated = await runAssetql(rotate, { folder });
  expect(rotated.stderr).toContain("goes on with");
  await expect(connectorsOf(client)).rejects.toMatchObject({ code: "unauthenticated" });

  // Whoever asks is answered by a connector, which the service has to have taken up with the new secret.
  const config = ["--config", `folder=${join(folder, "shelf")}`];
  const added = await runAssetql(["targets", "add", "folder", "--name", "Shelf", ...config], { folder });
  expect(added.stdout).toContain(`The folder ${join(folder, "shelf")} is not one of those that are allowed.`);
});

it("--no-sync leaves them out, and a port that is asked for has to be free", async () => {
  const { client, ended, stop } = await start("--no-sync");
  expect(await connectorsOf(client)).toEqual([]);
  stop();
  expect(JSON.parse((await ended).stdout).syncUrl).toBeNull();

  const taken = await createSyncService({
    hubUrl: "http://127.0.0.1:9",
    apiKey: "aql_0123456789",
    port: 0,
    log: () => undefined,
  });
  onTestFinished(() => taken.stop());
  const folder = await mkdtemp(join(tmpdir(), "assetql-beside-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { port } = new URL(taken.url);
  const refused = await runAssetql(["start", "--port", "0", "--sync-port", port], { folder });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain(`cannot listen on 127.0.0.1:${port}`);
});
