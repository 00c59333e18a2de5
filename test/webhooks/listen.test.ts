import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@assetql/client";
import { type Hub, startHub } from "@assetql/embedded";
import { runCli } from "assetql";
import { expect, it, onTestFinished } from "vitest";
import { runAssetql } from "../cli/run-assetql.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { startTestReceiver } from "./receiver.ts";
import { batchDeleted } from "./webhook-home.ts";

async function openHub(allowedNetworks: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "assetql-listen-"));
  const dataFolder = join(folder, "assetql-data");
  const hub = await startHub({
    dataFolder,
    version: "0.0.0-test",
    generator: createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }),
    log: () => {},
    allowedNetworks,
  });
  onTestFinished(async () => {
    await hub.stop();
    await rm(folder, { recursive: true });
  });
  const client = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });
  return { hub, folder, client };
}

const announce = ({ core }: Hub, batch: number) =>
  core.store.transact([
    core.outbox.write({
      stream: owner.workspaceId,
      body: { workspaceId: owner.workspaceId, events: [batchDeleted(batch)], jobs: [] },
    }),
  ]);

/** `assetql webhooks listen`, until it is stopped. */
function listen(folder: string, ...args: string[]) {
  const written = { stdout: "", stderr: "" };
  const stop = new AbortController();
  const ended = runCli(["webhooks", "listen", ...args], {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    variables: {},
    workingFolder: folder,
    signal: stop.signal,
  });
  return { written, stop, ended };
}

it("shows verified events as they come, and takes its webhook away when it is stopped", async () => {
  const { hub, folder, client } = await openHub(["127.0.0.0/8"]);
  const { written, stop, ended } = listen(folder);
  await until(async () => (written.stderr.includes("Ctrl-C ends it") ? true : undefined));
  const [webhook] = (await client.webhooks.list()).items;
  expect(webhook).toMatchObject({ description: "assetql webhooks listen", status: "enabled" });
  // Somebody else on the machine finds the port.
  expect((await fetch(webhook?.url ?? "", { method: "POST", body: "{}" })).status).toBe(401);
  await announce(hub, 1);
  await until(async () => (written.stdout.includes("bat_000001") ? true : undefined));
  expect(written.stdout).toMatch(/^\d\d:\d\d:\d\d {2}batch\.deleted\s+batchId=bat_000001\n$/);
  expect(written.stderr).toContain("Refused a request that is no webhook");
  stop.abort();
  expect(await ended).toBe(0);
  expect((await client.webhooks.list()).items).toEqual([]);
});

it("writes one JSON document a line for programs, of the events that were asked for, and ends after so many", async () => {
  const { hub, folder } = await openHub(["127.0.0.0/8"]);
  const { written, ended } = listen(
    folder,
    "--json",
    "--count",
    "2",
    "--ordered",
    "--events",
    "batch.deleted",
  );
  await until(async () => (written.stderr.includes("Ctrl-C ends it") ? true : undefined));
  for (const batch of [1, 2]) await announce(hub, batch);
  expect(await ended).toBe(0);
  const lines = written.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  // In order are those of one batch.
  expect(lines.toSorted((one, other) => (one.data.batchId < other.data.batchId ? -1 : 1))).toMatchObject([
    { type: "batch.deleted", data: { batchId: "bat_000001" } },
    { type: "batch.deleted", data: { batchId: "bat_000002" } },
  ]);
});

it("says what to do when the hub sends nothing to this machine", async () => {
  const { folder, client } = await openHub([]);
  const { written, ended } = listen(folder);
  expect(await ended).toBe(2);
  expect(written.stderr).toContain("127.0.0.1 is not an address of the internet");
  expect(written.stderr).toContain("--allow-network 127.0.0.0/8");
  expect((await client.webhooks.list()).items).toEqual([]);
});

it("says so when its address leads elsewhere, and leaves nothing behind", async () => {
  const { folder, client } = await openHub(["127.0.0.0/8"]);
  const { written, ended } = listen(folder, "--to", "http://127.0.0.1:9/");
  expect(await ended).toBe(1);
  expect(written.stderr).toMatch(/cannot reach http:\/\/127\.0\.0\.1:9\//);
  expect((await client.webhooks.list()).items).toEqual([]);
});

it("makes, shows, tests, rotates, replays and deletes webhooks", async () => {
  const { hub, folder } = await openHub(["127.0.0.0/8"]);
  const receiver = await startTestReceiver();
  onTestFinished(() => receiver.close());
  const run = async (...args: string[]) => runAssetql(["webhooks", ...args], { folder });
  const created = await run("create", receiver.url, "--description", "Partner", "--rate", "50");
  expect(created).toMatchObject({ exitCode: 0 });
  expect(created.stdout).toMatch(/whsec_\S+ {2}\(shown this once/);
  expect((await run("list")).stdout).toContain("Partner");
  expect((await run("show", "partner")).stdout).toMatch(/Pace\s+50 a second/);
  expect((await run("test", "Partner")).stdout).toMatch(/State\s+delivered/);
  expect((await run("rotate", "Partner", "--signature", "v1a")).stdout).toContain("whpk_");
  await announce(hub, 7);
  await until(async () => (receiver.requests.length === 2 ? true : undefined));
  const deliveries = JSON.parse(
    (await run("deliveries", "Partner", "--type", "batch.deleted", "--json")).stdout,
  );
  expect(deliveries).toMatchObject([{ type: "batch.deleted" }]);
  const { id } = deliveries[0];
  expect((await run("replay", "Partner", id)).stdout).toContain("is sent again");
  expect((await run("replay", "Partner", "--since", "1h", "--all")).stdout).toContain("Everything since");
  await until(async () => (receiver.ids().filter((one) => one === id).length >= 2 ? true : undefined));
  expect((await run("deliveries", "Partner", id)).stdout).toContain("bat_000007");
  expect((await run("update", "Partner", "--disable", "--events", "asset.ready")).stdout).toMatch(
    /Status\s+disabled/,
  );
  expect((await run("events")).stdout).toContain("asset.approved");
  expect((await run("events", "--type", "asset.ready")).stdout).toContain('"styleScore"');
  receiver.answer(500);
  expect(await run("test", "Partner")).toMatchObject({ exitCode: 1 });
  expect((await run("delete", "Partner")).exitCode).toBe(0);
  expect((await run("list")).stdout).toContain("There is no webhook.");
});
