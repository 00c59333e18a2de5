import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Asset } from "@assetql/contract";
import { type Hub, startHub } from "@assetql/embedded";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { preparedImage } from "../support/fixed-generator.ts";
import { createScriptedGenerator, type ScriptedGenerator } from "../support/scripted-generator.ts";
import { until } from "../support/until.ts";
import { runAssetql } from "./run-assetql.ts";

let folder: string;
let hub: Hub;
let generator: ScriptedGenerator;
const assetql = (...args: string[]) => runAssetql(args, { folder, variables: { ASSETQL_DATA: "data" } });
const json = async (...args: string[]) => {
  const run = await assetql(...args, "--json");
  expect(run, run.stdout).toMatchObject({ exitCode: 0 });
  return JSON.parse(run.stdout);
};
const file = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-cli-review-"));
  const image = await preparedImage(128);
  const grey = await sharp({ create: { width: 128, height: 128, channels: 3, background: "#808080" } })
    .png()
    .toBuffer();
  await writeFile(file("reference.png"), image);
  await writeFile(file("rows.csv"), "sku,subject\nS-1,mug\nS-2,lamp\nS-3,grey tent\n");
  generator = createScriptedGenerator(({ prompt }) => (prompt.includes("grey") ? grey : image));
  hub = await startHub({ dataFolder: file("data"), generator, log: () => {}, version: "test" });
  await json("styles", "create", "House", "reference.png");
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

const submit = (name: string, ...more: string[]) =>
  assetql(
    ..."batch create --csv rows.csv --style House --width 128 --height 128".split(" "),
    "--template",
    "A {subject}",
    "--name",
    name,
    ...more,
  );

describe("on the command line", () => {
  it("a batch is paused, resumed, renamed, retried, and what is below the gate accepted", async () => {
    generator.closeGate();
    await submit("Steered");
    expect((await assetql("batch", "pause", "Steered")).stdout).toMatch(/^Paused Steered \(bat_/);
    expect(await json("batch", "show", "Steered")).toMatchObject({ status: "paused" });
    expect((await assetql("batch", "priority", "Steered", "urgent")).stderr).toContain("normal, high");
    expect((await assetql("batch", "priority", "Steered", "high")).exitCode).toBe(0);
    await json("batch", "rename", "Steered", "Autumn");
    generator.openGate();
    await json("batch", "resume", "Autumn");
    await json("batch", "watch", "Autumn");
    const retried = await assetql("batch", "retry-failed", "Autumn", "--watch");
    expect(retried.stdout).toContain("2 of 3 done, 1 failed");

    const refused = await assetql("batch", "accept", "Autumn", "9");
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain("a number from 1 to 3");
    expect((await assetql("batch", "accept", "Autumn", "1")).stderr).toContain("no image below the gate");
    expect((await assetql("batch", "accept", "Autumn", "3")).stdout).toMatch(
      /^Accepted row 3 of Autumn \(score/,
    );

    const cancelled = await assetql("batch", "cancel", "Autumn");
    expect(cancelled.exitCode).not.toBe(0);
    expect(cancelled.stderr).toContain("is completed, so it cannot be cancelled");
  });

  it("images are reviewed in bulk, edited, regenerated, compared, restored and written about", async () => {
    await submit("Review", "--watch");
    const batch = await json("batch", "show", "Review");
    const assets: Asset[] = await json("assets", "list", "--batch", batch.id);
    const [first, second] = assets.map(({ id }) => id);
    if (first === undefined || second === undefined) throw new Error("no assets");

    expect((await assetql("assets", "approve", first, second)).stdout).toBe("Approved 2 images.\n");
    const whole = await assetql("assets", "approve", "--batch", "Review", "--min-score", "0");
    expect(whole.stdout).toBe(`Approved ${assets.length - 2} image${assets.length === 3 ? "" : "s"}.\n`);
    expect(await assetql("assets", "approve")).toMatchObject({ exitCode: 2 });
    const partly = await assetql("assets", "reject", second, "ast_nobodyhasthis", "--note", "dull");
    expect(partly.stdout).toBe("Rejected 1 image.\n");
    expect(partly.stderr).toContain("ast_nobodyhasthis: There is no asset");
    expect((await assetql("assets", "get", second)).stdout).toMatch(/Review\s+rejected: dull/);

    expect(
      await json("assets", "edit", first, "--tags", "blue, handmade", "--category", "Kitchen"),
    ).toMatchObject({
      category: "Kitchen",
      tags: [{ name: "blue" }, { name: "handmade" }],
    });
    expect((await assetql("assets", "edit", first)).stderr).toContain("Give at least one of");

    await json("assets", "regenerate", first, "--note", "on a shelf");
    await until(async () => ((await json("assets", "get", first)).version === 2 ? true : undefined));
    expect((await assetql("assets", "versions", first)).stdout).toMatch(/2 \(counts\).*\n1 /);
    expect((await assetql("assets", "compare", first, "1", "2")).stdout).toMatch(
      /Prompt\s+A mug → A mug, on a shelf/,
    );
    await json("batch", "watch", batch.id);
    expect((await assetql("assets", "restore", first, "1")).stdout).toContain("Version 1 of");
    expect((await assetql("assets", "restore", first, "one")).stderr).toContain("is no version");

    await json("assets", "comment", first, "The handle is lovely");
    expect((await assetql("assets", "comments", first)).stdout).toContain("  The handle is lovely");
    await json("assets", "download", first, "--format", "webp", "--width", "64", "--out", "mug.webp");
    expect(await sharp(await readFile(file("mug.webp"))).metadata()).toMatchObject({
      format: "webp",
      width: 64,
    });

    const link = await json("shares", "create", first, "--days", "1");
    expect((await fetch(link.url)).status).toBe(200);
    expect((await assetql("shares", "list")).stdout).toContain(link.url);
    await json("shares", "revoke", link.id);
    expect((await fetch(link.url)).status).toBe(410);
    expect((await assetql("shares", "create", "mug")).stderr).toContain("neither an asset");

    await json("assets", "delete", second);
    expect((await assetql("assets", "get", second)).exitCode).not.toBe(0);
    expect((await assetql("dead-letters", "list")).stdout).toBe("No job is dead.\n");
    expect((await assetql("styles", "delete", "House")).stdout).toContain("images made in it stay");
  });
});
