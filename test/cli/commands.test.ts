import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Hub, startHub } from "@assetql/embedded";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { runAssetql } from "./run-assetql.ts";

let folder: string;
let hub: Hub;
const assetql = (...args: string[]) => runAssetql(args, { folder, variables: { ASSETQL_DATA: "data" } });
const json = async (...args: string[]) => {
  const run = await assetql(...args, "--json");
  expect(run).toMatchObject({ exitCode: 0 });
  return JSON.parse(run.stdout);
};
const file = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-cli-"));
  const image = await preparedImage(128);
  await writeFile(file("reference.png"), image);
  await writeFile(file("mugs.csv"), "sku,subject\nS-1,mug\nS-2,lamp\nS-3,tent\n");
  hub = await startHub({
    dataFolder: file("data"),
    generator: createFixedGenerator({ image, latencyMs: 0 }),
    log: () => {},
    version: "test",
  });
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

const submit = [
  "batch",
  "create",
  "--csv",
  "mugs.csv",
  "--style",
  "noise",
  "--width",
  "128",
  "--height",
  "128",
];

describe("the way of a batch", () => {
  it("goes from a style to a downloaded package", async () => {
    expect((await assetql("styles", "create", "Noise", "reference.png")).stdout).toContain("reference.png");

    const preview = await json(...submit, "--template", "A {subject}", "--dry-run");
    expect(preview).toMatchObject({ valid: true, totalTasks: 3, prompts: [{ prompt: "A mug" }, {}, {}] });
    expect(await json("batch", "list")).toEqual([]);

    const watched = await assetql(...submit, "--template", "A {subject}", "--no-gate", "--watch");
    expect(watched).toMatchObject({ exitCode: 0 });
    expect(watched.stdout).toContain("3 of 3 done");
    expect(watched.stderr).toContain("3/3 done");

    const [batch] = await json("batch", "list", "--status", "completed");
    expect(batch).toMatchObject({
      name: "mugs",
      completedTasks: 3,
      config: { width: 128, styleGate: "off" },
    });
    const assets = await json("assets", "list", "--batch", batch.id);
    expect(assets.map(({ sku }: { sku: string }) => sku)).toEqual(["S-1", "S-2", "S-3"]);

    await json("assets", "get", assets[0].id, "--out", "one.png");
    expect(await sharp(file("one.png")).metadata()).toMatchObject({ width: 128, format: "png" });

    const exported = await json(
      "export",
      "create",
      "--platform",
      "unity",
      "--batch",
      batch.id,
      "--out",
      "a/u.zip",
    );
    expect((await readFile(file("a/u.zip"))).subarray(0, 2).toString()).toBe("PK");
    expect((await assetql("export", "get", exported.id)).stdout).toMatch(/Status\s+completed/);
    expect((await assetql("batch", "show", "MUGS")).stdout).toMatch(/Images\s+3 of 3 done/);

    await writeFile(file("one.png"), "mine");
    for (const args of [
      ["export", "create", "--platform", "unity", "--batch", "mugs", "--out", "one.png"],
      ["export", "get", exported.id, "--out", "one.png"],
      ["assets", "get", assets[0].id, "--out", "one.png"],
    ]) {
      const refused = await assetql(...args);
      expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
      expect(refused.stderr).toMatch(/one\.png exists already.*--force/);
    }
    expect(await readFile(file("one.png"), "utf8")).toBe("mine");
    await json("assets", "get", assets[0].id, "--out", "one.png", "--force");
    expect(await sharp(file("one.png")).metadata()).toMatchObject({ format: "png" });
  });

  it("lists the rows of a batch with what went wrong, and deletes it", async () => {
    // The generator's image is not grey: it never reaches a style score of 1.
    const grey = sharp({ create: { width: 128, height: 128, channels: 3, background: "#808080" } });
    await grey.png().toFile(file("grey.png"));
    await json("styles", "create", "Grey", "grey.png");
    const impossible = ["--template", "A {subject}", "--name", "Strict", "--threshold", "1", "--watch"];
    const watched = await assetql(...submit, ...impossible, "--style", "grey", "--json");
    expect(watched.exitCode).toBe(1);
    expect(JSON.parse(watched.stdout)).toMatchObject({ name: "Strict", status: "failed" });

    const failed = await json("batch", "tasks", "strict", "--status", "failed");
    expect(failed).toMatchObject([{ row: 1, tries: 3 }, { row: 2 }, { row: 3 }]);
    const { stdout } = await assetql("batch", "tasks", "strict");
    expect(stdout).toMatch(/Row +Status +Tries +Score +Error/);
    expect(stdout).toContain(failed[0].error.message);
    expect((await assetql("batch", "tasks", "strict", "--status", "completed")).stdout).toBe(
      "No row is completed.\n",
    );

    const { id } = await json("batch", "show", "strict");
    expect(await json("batch", "delete", "strict")).toEqual({ id, deleted: true });
    expect((await assetql("batch", "show", "strict")).stderr).toMatch(/no batch named "strict"/);
  });

  it("keeps the names of styles apart", async () => {
    const style = await json("styles", "create", "Ink", "reference.png");
    const again = await assetql("styles", "create", " iNK", "reference.png");
    expect(again).toMatchObject({ exitCode: 2, stdout: "" });
    expect(again.stderr).toContain(`named "Ink" already: ${style.id}`);

    expect(await json("styles", "rename", "ink", "INK")).toMatchObject({ id: style.id, name: "INK" });
    expect(await json("styles", "rename", style.id, "Charcoal")).toMatchObject({ name: "Charcoal" });
    await json("styles", "create", "Ink", "reference.png");
    expect(await assetql("styles", "rename", "charcoal", "ink")).toMatchObject({ exitCode: 2 });
  });

  it("manages keys, whose secret shows once", async () => {
    const key = await json("keys", "create", "partner", "--role", "viewer");
    const listed = await assetql("keys", "list");
    expect(listed.stdout).toContain("partner");
    expect(listed.stdout).not.toContain(key.secret);

    const variables = { ASSETQL_URL: hub.url, ASSETQL_API_KEY: key.secret };
    const refused = await runAssetql(["keys", "list"], { folder, variables });
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    await json("keys", "revoke", key.id);
    expect(await runAssetql(["batch", "list"], { folder, variables })).toMatchObject({ exitCode: 2 });
  });

  it("copies the data folder while the hub runs", async () => {
    const { files, bytes } = await json("backup", "copy");
    expect(files).toBeGreaterThan(1);
    expect(bytes).toBeGreaterThan((await stat(file("copy/assetql.db"))).size);
    expect(await assetql("backup", "copy")).toMatchObject({ exitCode: 2 });
  });
});

describe("what goes wrong", () => {
  it("is told row by row, and nothing is submitted", async () => {
    const before = await json("batch", "list");
    const run = await assetql(...submit, "--template", "A {subjekt}");
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(/\{subjekt\}.*line 1, character 3.*no such column/);
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(await json("batch", "list")).toEqual(before);
  });

  it.each([
    [["batch", "show", "nonsense"], /no batch named "nonsense" among the newest 200/],
    [["batch", "show", "bat_0000"], /bat_0000/],
    [
      ["batch", "create", "--csv", "no.csv", "--style", "noise", "--template", "x"],
      /Cannot read \/.*no\.csv: there is no such file/,
    ],
    [["batch", "create", "--csv", "mugs.csv", "--style", "noise"], /either --template or --template-file/],
    [
      ["batch", "create", "--csv", "mugs.csv", "--style", "nope", "--template", "x"],
      /no style profile named "nope"/,
    ],
    [
      [...submit, "--template", "x", "--steps", "many", "--threshold", "2"],
      /--steps must be a number.\n.*at most 1/,
    ],
    [["batch", "list", "--limit", "abc"], /^This option is not right:\n {2}--limit must be a number/],
    [["batch", "list", "--api-key", "x"], /--api-key must be at least 8 characters long\./],
    [["styles", "create", "Broken", "mugs.csv"], /mugs.csv/],
    [["export", "create", "--platform", "unity"], /either --batch or --assets/],
    [["export", "create", "--platform", "betamax", "--batch", "bat_0000"], /Allowed choices are unity/],
    [["bach", "list"], /Did you mean batch/],
    [["batch", "list", "--url", "127.0.0.1"], /--url must be an address/],
  ])("%j is a usage error that says so", async (args, words) => {
    const run = await assetql(...args);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(words);
  });

  it.each([
    [["batch", "show", "nonsense"], { code: "usage", message: expect.stringContaining("nonsense") }],
    [["batch", "show", `bat_${"0".repeat(26)}`], { code: expect.stringMatching(/not-found|usage/) }],
    [["bach"], { code: "usage", message: expect.stringContaining("unknown command 'bach'") }],
    [["batch"], { code: "usage", message: expect.stringContaining("not complete") }],
    [["batch", "list", "--url", "http://127.0.0.1:9", "--api-key", "aql_nobody"], { code: "unreachable" }],
    [
      [...submit, "--template", "A {subjekt}"],
      {
        code: "input-invalid",
        problems: [{ severity: "error", message: expect.stringContaining("subjekt") }],
      },
    ],
  ])("%j is one JSON document with --json", async (args, error) => {
    const run = await assetql(...args, "--json");
    expect(run.exitCode).toBeGreaterThan(0);
    expect(run.stderr).not.toBe("");
    expect(JSON.parse(run.stdout)).toMatchObject({ error });
  });

  it("is 3 when no hub answers", async () => {
    const nobody = { ASSETQL_URL: "http://127.0.0.1:9", ASSETQL_API_KEY: "aql_nobody" };
    const run = await runAssetql(["batch", "list"], { folder, variables: nobody });
    expect(run).toMatchObject({ exitCode: 3 });
    expect(run.stderr).toContain("127.0.0.1:9");
    expect(await runAssetql(["batch", "list"], { folder })).toMatchObject({ exitCode: 3 });
  });

  it("is 130 when interrupted", async () => {
    const run = await runAssetql(["batch", "list"], {
      folder,
      variables: { ASSETQL_DATA: "data" },
      signal: AbortSignal.abort(),
    });
    expect(run).toMatchObject({ exitCode: 130, stderr: "Interrupted.\n" });
  });
});

describe("help", () => {
  it("tells the exit codes", async () => {
    const { exitCode, stdout } = await assetql("--help");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Exit codes:\n {2}0 /);
    expect(existsSync(file("assetql-data"))).toBe(false);
  });
});
