import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@assetql/client";
import { adminKeyPath, type Hub, keptAdminKeyId, startHub } from "@assetql/embedded";
import { runCli } from "assetql";
import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { runAssetql } from "../cli/run-assetql.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { freePort } from "../support/free-port.ts";

let folder: string;
let hub: Hub;
const start = async (name: string): Promise<Hub> =>
  startHub({
    dataFolder: join(folder, name),
    generator: createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }),
    log: () => {},
    version: "test",
  });
const assetql = (...args: string[]) => runAssetql(["--data", "data", ...args], { folder });
const kept = async () => (await readFile(adminKeyPath(hub.dataFolder), "utf8")).trim();
/** Id of the key that the data folder keeps. */
const ownId = () => keptAdminKeyId(hub.dataFolder) ?? "none";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-own-key-"));
  hub = await start("data");
});
afterEach(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

it("a data folder keeps the new secret of its own key when that is rotated", async () => {
  const rotate = ["keys", "rotate", ownId(), "--overlap-hours", "0", "--json"];
  const rotated = await assetql(...rotate);

  expect(rotated).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("has the new secret") });
  const { id, secret } = JSON.parse(rotated.stdout);
  expect([await kept(), ownId()]).toEqual([secret, id]);
  expect((await stat(adminKeyPath(hub.dataFolder))).mode & 0o777).toBe(0o600);
  expect(await readdir(join(hub.dataFolder, "secrets"))).not.toContain("admin-api-key.new");
  expect((await assetql("keys", "list")).exitCode).toBe(0);

  await hub.stop();
  hub = await start("data");
  expect(hub.adminKey).toMatchObject({ secret, created: false });
});

it("a data folder keeps its secret when another key is rotated, or the same key of a hub elsewhere", async () => {
  const before = await kept();
  const made = await assetql("keys", "create", "partner", "--role", "viewer", "--json");
  const other = await assetql("keys", "rotate", JSON.parse(made.stdout).id, "--json");
  expect(other).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await kept()).toBe(before);

  await hub.stop();
  await cp(hub.dataFolder, join(folder, "copy"), { recursive: true });
  hub = await start("data");
  const copy = await start("copy");
  onTestFinished(() => copy.stop());
  const elsewhere = ["--url", copy.url, "--api-key", before];
  expect(await assetql("keys", "rotate", ownId(), "--json", ...elsewhere)).toMatchObject({
    exitCode: 0,
    stderr: "",
  });
  expect(await kept()).toBe(before);
  expect((await assetql("keys", "list")).exitCode).toBe(0);
});

it("the new secret is shown before the folder's hub is asked, and what that cannot say is told", async () => {
  const written = { stdout: "", stderr: "" };
  const shown: string[] = [];
  const speechless = createServer((_, response) => {
    shown.push(written.stdout);
    response.writeHead(404).end("Nothing is here");
  });
  const port = await freePort();
  await new Promise<void>((resolve) => speechless.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void speechless.close());
  const before = await kept();
  const file = adminKeyPath(join(folder, "copy"));
  await mkdir(join(folder, "copy", "secrets"), { recursive: true });
  await writeFile(file, before);
  const local = { url: `http://127.0.0.1:${port}`, pid: process.pid };
  await writeFile(join(folder, "copy", "hub.json"), JSON.stringify(local));

  const rotate = ["keys", "rotate", ownId(), "--overlap-hours", "0", "--json", "--data", "copy"];
  const exitCode = await runCli([...rotate, "--url", hub.url, "--api-key", before], {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    variables: {},
    workingFolder: folder,
    signal: new AbortController().signal,
  });

  expect([exitCode, written.stderr]).toEqual([
    0,
    expect.stringMatching(/^If it is the data folder's key, put .* could not be checked: \S/),
  ]);
  expect(written.stderr).toContain(file);
  const { secret } = JSON.parse(written.stdout);
  expect(shown).toEqual([written.stdout]);
  expect((await readFile(file, "utf8")).trim()).toBe(before);
  await createClient({ baseUrl: hub.url, apiKey: secret }).workspaces.me();
});
