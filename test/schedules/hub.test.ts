import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ApiProblemError, type Client, createClient } from "@assetql/client";
import { scheduleSchema } from "@assetql/contract";
import { type Hub, startHub } from "@assetql/embedded";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runAssetql } from "../cli/run-assetql.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";

let folder: string;
let hub: Hub;
let client: Client;
let batch: Parameters<Client["schedules"]["create"]>[0]["batch"];
const assetql = (...args: string[]) => runAssetql(args, { folder, variables: { ASSETQL_DATA: "data" } });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-schedules-"));
  const image = await preparedImage(128);
  await writeFile(path.join(folder, "rows.csv"), "sku,subject\nS-1,mug\nS-2,lamp\n");
  await writeFile(path.join(folder, "bad.csv"), "sku\nS-1\n");
  hub = await startHub({
    dataFolder: path.join(folder, "data"),
    generator: createFixedGenerator({ image, latencyMs: 0 }),
    log: () => {},
    version: "test",
  });
  client = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret, WebSocket: null });
  const style = await client.styles.create({ name: "House", files: [{ name: "a.png", bytes: image }] });
  batch = { styleProfileId: style.id, template: "A {subject}", csv: "subject\nmug\n" };
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

const refusal = async (promise: Promise<unknown>): Promise<ApiProblemError> => {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiProblemError)) throw new Error(`no refusal: ${String(error)}`);
  return error;
};

describe("schedules over HTTP", () => {
  it("are created as a form, changed, run and deleted by the client", async () => {
    const created = await client.schedules.create({
      name: "Form",
      cron: "0 9 * * *",
      timeZone: "Europe/Berlin",
      batch,
    });
    expect(created).toMatchObject({ name: "Form", timeZone: "Europe/Berlin", batch: { rows: 1 } });
    expect(await client.schedules.get(created.id)).toEqual(created);
    expect(await client.schedules.pause(created.id)).toMatchObject({ status: "paused" });
    expect(await client.schedules.resume(created.id)).toMatchObject({ status: "active" });
    expect(await client.schedules.update(created.id, { name: "New" })).toMatchObject({ name: "New" });
    const made = await client.schedules.run(created.id);
    expect(await client.batches.get(made.id)).toMatchObject({ totalTasks: 1, createdBy: created.createdBy });
    await client.schedules.delete(created.id);
    expect((await refusal(client.schedules.get(created.id))).code).toBe("not-found");
    expect(await client.batches.get(made.id)).toMatchObject({ id: made.id });
  });

  it("are created as JSON, with `at` as a number in a form too", async () => {
    const at = Date.now() + 3_600_000;
    const json = await fetch(`${hub.url}/api/v1/schedules`, {
      method: "POST",
      headers: { Authorization: `Bearer ${hub.adminKey.secret}`, "Content-Type": "application/json" },
      body: JSON.stringify({ name: "JSON", at, batch }),
    });
    expect(json.status).toBe(201);
    const { id } = scheduleSchema.parse(await json.json());
    expect(json.headers.get("Location")).toBe(`/api/v1/schedules/${id}`);
    expect(await client.schedules.create({ name: "Form", at, batch })).toMatchObject({ at, nextRunAt: at });
    const all = await Array.fromAsync(client.schedules.listAll({ limit: 1 }));
    expect(all.map(({ name }) => name)).toEqual(["Form", "JSON"]);
  });

  it.each([
    [{ cron: "0 0 31 2 *" }, "cron"],
    [{ cron: "* * * * *" }, "cron"],
    [{ cron: "0 9 * * *", timeZone: "Mars/Base" }, "timeZone"],
    [{ at: 1 }, "at"],
    [{}, "cron"],
  ])("are refused for %j, with the member", async (times, member) => {
    const problem = await refusal(client.schedules.create({ name: "No", ...times, batch }));
    expect([problem.status, problem.problem.problems?.[0]?.path]).toEqual([400, member]);
  });

  it("tell the problems of the CSV at once", async () => {
    const problem = await refusal(
      client.schedules.create({ name: "No", cron: "0 9 * * *", batch: { ...batch, csv: "sku\nS-1\n" } }),
    );
    expect([problem.code, problem.problem.problems?.[0]?.source]).toEqual(["input-invalid", "csv"]);
  });
});

describe("assetql schedules", () => {
  const create = (...more: string[]) =>
    assetql(
      "schedules",
      "create",
      "--csv",
      "rows.csv",
      "--style",
      "House",
      "--template",
      "A {subject}",
      ...more,
    );

  it("creates, lists, shows, pauses, resumes, runs and deletes", async () => {
    const created = await create(
      "--name",
      "Weekly",
      "--cron",
      "30 7 * * MON",
      "--time-zone",
      "Europe/Berlin",
    );
    expect(created.stdout).toMatch(
      /^Scheduled Weekly \(sch_\w+\): 2 images in the style House\.\nNext run: 20\d\d-/,
    );
    expect((await assetql("schedules", "list")).stdout).toMatch(
      /sch_\w+ +Weekly +active +30 7 \* \* MON \(Europe\/Berlin\) +20\d\d-\d\d-\d\d \d\d:\d\d\n/,
    );
    expect((await assetql("schedules", "show", "weekly")).stdout).toMatch(/Next run +20\d\d-/);
    expect((await assetql("schedules", "pause", "Weekly")).stdout).toMatch(/^Paused Weekly/);
    expect((await assetql("schedules", "show", "Weekly")).stdout).toMatch(/Next run +none, it is paused/);
    expect((await assetql("schedules", "resume", "Weekly")).stdout).toMatch(/Next run: 20\d\d-/);
    expect((await assetql("schedules", "run", "Weekly")).stdout).toMatch(
      /^Submitted Weekly, 20\d\d.*: 2 images\./,
    );
    const shown = JSON.parse((await assetql("schedules", "show", "Weekly", "--json")).stdout);
    expect(shown).toMatchObject({ status: "active", lastProblem: null });
    expect((await assetql("schedules", "delete", "Weekly")).stdout).toMatch(/^Deleted Weekly/);
    expect((await assetql("schedules", "show", "Weekly")).exitCode).toBe(2);
  });

  it("reads --at in this machine's time, or with an offset", async () => {
    const created = await create("--at", "2033-05-06 07:08", "--json");
    expect(JSON.parse(created.stdout)).toMatchObject({
      name: "rows",
      at: new Date(2033, 4, 6, 7, 8).getTime(),
    });
    const offset = await create("--at", "2033-05-06T07:08+02:00", "--json");
    expect(JSON.parse(offset.stdout)).toMatchObject({ at: Date.UTC(2033, 4, 6, 5, 8) });
  });

  it.each([
    [["--at", "tomorrow"], "must be a time such as"],
    [[], "Say when"],
    [["--cron", "0 9 * * *", "--at", "2033-05-06 07:08"], "Say when"],
    [["--cron", "every day"], "has not five fields"],
  ])("refuses %j in words", async (args, words) => {
    const { exitCode, stderr } = await create(...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});
