import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Asset } from "@assetql/contract";
import { create } from "@assetql/core/ports";
import { assetOf, searchedAssets } from "@assetql/core/testing";
import { type Hub, openHome, startHub } from "@assetql/embedded";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { runAssetql } from "./run-assetql.ts";

const DAY_MS = 24 * 3600 * 1000;
const DAY = Date.UTC(2026, 10, 30);

let folder: string;
let hub: Hub;
const search = (...args: string[]) =>
  runAssetql(["assets", "search", ...args], { folder, variables: { ASSETQL_DATA: "data" } });
async function found(...args: string[]): Promise<{ titles: string[]; total: number; facets?: unknown }> {
  const run = await search(...args, "--json");
  expect(run, run.stdout).toMatchObject({ exitCode: 0 });
  const { items, ...rest } = JSON.parse(run.stdout);
  return { titles: items.map(({ title }: Asset) => title), ...rest };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-cli-search-"));
  const dataFolder = path.join(folder, "data");
  const generator = createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 });
  const home = await openHome({ dataFolder, generator, log: () => {} });
  const asset = (name: string, at: number, rest: Parameters<typeof assetOf>[2]) =>
    create(searchedAssets, assetOf("ws_home", name, { createdAt: DAY + at * DAY_MS, ...rest }));
  await home.core.store.transact([
    asset("mug", 0, {
      title: "Red mug",
      tags: ["red", "round"],
      metadata: { size: "a=b" },
      category: "Kitchen",
    }),
    asset("cup", 0.9, {
      title: "Red cup",
      tags: ["red"],
      score: 0.5,
      review: "approved",
      category: "Kitchen",
    }),
    asset("lamp", 1, { title: "Blue lamp", tags: ["blue"], prompt: "not a red mug" }),
  ]);
  await home.close();
  hub = await startHub({ dataFolder, generator, log: () => {}, version: "test" });
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

describe("assetql assets search", () => {
  it("shows what it finds as a table, how many there are, and the facets", async () => {
    const run = await search("red", "mug", "--facets", "tags,category", "--limit", "1");
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout.split("\n").slice(1)).toEqual([
      expect.stringContaining("Blue lamp"),
      "1 of 2 found",
      "tags      blue 1, red 1, round 1",
      "category  Kitchen 1",
      "",
    ]);
    expect((await search("violet")).stdout).toBe("Nothing was found.\n");
  });

  it.each<[string[], string[]]>([
    [[], ["Blue lamp", "Red cup", "Red mug"]],
    [
      ["--limit", "2", "--order", "oldest"],
      ["Red mug", "Red cup"],
    ],
    [
      ["red", "--order", "relevance"],
      ["Red cup", "Red mug", "Blue lamp"],
    ],
    [["--tag", "red", "--tag", "round"], ["Red mug"]],
    [["--cell", "size=a=b"], ["Red mug"]],
    [["--category", "Kitchen", "--review", "approved"], ["Red cup"]],
    [["--max-score", "0.6"], ["Red cup"]],
    [
      ["--min-score", "0.6", "--status", "ready", "--order", "oldest"],
      ["Red mug", "Blue lamp"],
    ],
    [["--from", "2026-12-01"], ["Blue lamp"]],
    [
      ["--to", "2026-11-30"],
      ["Red cup", "Red mug"],
    ],
    [["--to", "2026-11-30T12:00:00Z"], ["Red mug"]],
  ])("%j finds %j", async (args, titles) => {
    expect((await found(...args)).titles).toEqual(titles);
  });

  it("counts every facet when none is named", async () => {
    const { facets, total } = await found("--facets", "--limit", "1");
    expect(total).toBe(3);
    expect(facets).toMatchObject({
      status: [{ value: "ready", count: 3 }],
      review: [{ count: 2 }, { count: 1 }],
    });
  });

  it.each<[string[], string]>([
    [["--order", "best"], "newest, oldest, score-desc, score-asc, relevance"],
    [["--order", "relevance"], "needs a text"],
    [["--facets", "colour"], "--facets"],
    [["--from", "yesterday"], "--from must be a day or a time"],
    [["--cell", "red"], "--cell must be a column and a cell"],
    [["--style", "nowhere"], 'no style profile named "nowhere"'],
  ])("%j is refused in words", async (args, words) => {
    const run = await search(...args);
    expect(run.exitCode).not.toBe(0);
    expect(run.stderr).toContain(words);
  });
});
