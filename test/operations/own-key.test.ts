import { cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adminKeyPath, type Hub, keptAdminKeyId, startHub } from "@assetql/embedded";
import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { runAssetql } from "../cli/run-assetql.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";

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
