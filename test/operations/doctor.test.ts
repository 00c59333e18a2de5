import { chmod, mkdtemp, rm, truncate } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Check } from "@assetql/embedded";
import { startHub } from "@assetql/embedded";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runAssetql } from "../cli/run-assetql.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { freePort } from "../support/free-port.ts";
import { makeOldFolder, oldData } from "./old-data.ts";

let folder: string;
/** That the hub would listen on. */
let hubPort: string;
const servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-doctor-"));
  hubPort = String(await freePort());
  await makeOldFolder(join(folder, "data"), 5);
  await chmod(join(folder, "data", "assetql.db"), 0o600);
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(folder, { recursive: true });
});

async function examine(...args: string[]) {
  const run = await runAssetql(["doctor", "--data", "data", "--json", "--port", hubPort, ...args], {
    folder,
  });
  const { checks } = JSON.parse(run.stdout.split("\n")[0] ?? "") as { checks: Check[] };
  const by = (name: string) => checks.find((check) => check.name === name);
  return { exitCode: run.exitCode, checks, by };
}

const change = (sql: string): void => {
  const database = new DatabaseSync(join(folder, "data", "assetql.db"));
  database.exec(sql);
  database.close();
};

const listen = (greeting: string): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.end(greeting)).listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
    servers.push(server);
  });

it("finds a folder that is well well, quickly and deep, and changes nothing in it", async () => {
  for (const options of [[], ["--deep"]]) {
    const { exitCode, checks } = await examine(...options);
    expect(checks.filter(({ status }) => status !== "ok")).toEqual([]);
    expect(exitCode).toBe(0);
    expect(checks.map(({ name }) => name)).toEqual([
      "Node.js",
      "Data folder",
      "Disk space",
      "Clock",
      "Secrets",
      "Hub",
      "Database",
      "Schema",
      "Dead letters",
      "Outbox",
      "Files",
      "Port",
    ]);
  }
});

it("needs no data folder, and says in words what people should do", async () => {
  const run = await runAssetql(["doctor", "--data", "none", "--port", hubPort], { folder });
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("the first start makes it") });
});

it("finds files that are missing and secrets that others can read", async () => {
  const asset = oldData.records.find(({ collection }) => collection === "assets");
  const image = `raw/${asset?.body.batchId}/${asset?.id}.v1.png`;
  await rm(join(folder, "data", "blobs", image));
  await chmod(join(folder, "data", "assetql.db"), 0o644);
  const { exitCode, by } = await examine("--deep");
  expect(exitCode).toBe(1);
  expect(by("Files")).toMatchObject({ status: "problem", found: expect.stringContaining(image) });
  expect(by("Secrets")).toMatchObject({ status: "problem", advice: expect.stringContaining("chmod 600") });
});

it("finds dead letters, a schema from the future and a damaged database", async () => {
  change("UPDATE jobs SET dead_at = 1, receives = 10");
  const dead = await examine();
  expect(dead.exitCode).toBe(0);
  expect(dead.by("Dead letters")).toMatchObject({ status: "warning", found: "2 in generation" });

  change("INSERT INTO migrations VALUES (999, 'from the future', '2099-01-01')");
  expect((await examine()).by("Schema")).toMatchObject({ status: "problem" });

  change("PRAGMA wal_checkpoint(TRUNCATE)");
  await truncate(join(folder, "data", "assetql.db"), 50_000);
  const damaged = await examine();
  expect(damaged.exitCode).toBe(1);
  expect(damaged.by("Database")).toMatchObject({
    status: "problem",
    advice: expect.stringContaining("restore"),
  });
});

it("finds whether the port is free and the mail server answers", async () => {
  const port = await listen("220 mail.example ready\r\n");
  const mail = await examine("--smtp", `smtp://user:secret@127.0.0.1:${port}`);
  expect(mail.by("Mail")).toMatchObject({ status: "ok" });

  const web = await examine("--smtp", `smtp://127.0.0.1:${await listen("HTTP/1.1 400 Bad Request\r\n")}`);
  expect(web.by("Mail")).toMatchObject({ status: "problem" });

  const taken = await runAssetql(["doctor", "--data", "data", "--port", String(port)], { folder });
  expect(taken).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/problem +Port/) });
  servers.splice(0)[0]?.close();
  const gone = await examine("--smtp", "smtp://user:secret@127.0.0.1:1");
  expect(gone.by("Mail")).toMatchObject({
    status: "problem",
    found: expect.stringContaining("ECONNREFUSED"),
  });
  expect(JSON.stringify(gone.checks)).not.toContain("secret@");
});

it("examines a hub at work, and sees an outbox that is stuck", async () => {
  const image = await preparedImage(64);
  const hub = await startHub({
    dataFolder: join(folder, "data"),
    generator: createFixedGenerator({ image, latencyMs: 0 }),
    log: () => {},
    version: "test",
  });
  try {
    const running = await examine();
    expect(running.by("Hub")).toMatchObject({ found: expect.stringContaining(`runs at ${hub.url}`) });
    expect(running.by("Port")).toBeUndefined();
    // One that no dispatch can take.
    const id = "000000001000000";
    const body = JSON.stringify({ id, stream: "nobody", body: { events: "none" } });
    change(`INSERT INTO records VALUES ('outbox', '${id}', 1, '[]', '${body}')`);
    expect((await examine()).by("Outbox")).toMatchObject({ status: "warning" });
  } finally {
    await hub.stop();
  }
});
