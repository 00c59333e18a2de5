import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Hub, startHub } from "@assetql/embedded";
import { runCli } from "assetql";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { setPlan } from "../support/set-plan.ts";
import { owner } from "../support/test-home.ts";
import { runAssetql } from "./run-assetql.ts";

let folder: string;
let hub: Hub;
const variables = { ASSETQL_DATA: "data" };
const assetql = (...args: string[]) => runAssetql(args, { folder, variables });

beforeAll(async () => {
  // All of it in one month, whenever the test runs.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 5, 12), shouldAdvanceTime: true });
  folder = await mkdtemp(path.join(tmpdir(), "assetql-stats-"));
  const image = await preparedImage(128);
  await writeFile(path.join(folder, "reference.png"), image);
  await writeFile(path.join(folder, "mugs.csv"), "subject\nmug\nlamp\ntent\n");
  hub = await startHub({
    dataFolder: path.join(folder, "data"),
    generator: createFixedGenerator({ image, latencyMs: 0 }),
    log: () => {},
    version: "test",
  });
  await setPlan(hub.core.store, owner.workspaceId, "free");
  await assetql("styles", "create", "Noise", "reference.png");
  const submit = ["batch", "create", "--csv", "mugs.csv", "--style", "noise", "--template", "A {subject}"];
  const run = await assetql(...submit, "--width", "128", "--height", "128", "--no-gate", "--watch");
  expect(run.exitCode).toBe(0);
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
  vi.useRealTimers();
});

/** What a terminal of so many columns shows. */
async function onTerminal(columns: number, ...args: string[]): Promise<string> {
  let text = "";
  const stdout = { write: (written: string) => (text += written), isTTY: true, columns };
  const exitCode = await runCli(args, {
    stdout,
    stderr: { write: () => {} },
    variables: { ...variables, NO_COLOR: "1" },
    workingFolder: folder,
    signal: new AbortController().signal,
  });
  expect(exitCode).toBe(0);
  return text;
}

it("draws what came of the batches, in charts that fit", async () => {
  for (const columns of [48, 80, 120]) {
    const text = await onTerminal(columns, "stats");
    expect(text).toContain("1 batch, 3 images submitted");
    expect(text).toMatch(/Success {2}100\.0 %: 3 completed\n█+\n/);
    expect(text).toMatch(/Style scores {2}mean \d\.\d{3} of 3 images\n0\.\d{2}–\d\.\d{2} {2}█+/);
    const charts = text.split("\n").filter((line) => /[█─┤]/.test(line));
    for (const line of charts) expect(line.length).toBeLessThanOrEqual(columns);
  }
});

it("says the same as one JSON document, and only of what was asked for", async () => {
  const json = async (...args: string[]) => JSON.parse((await assetql("stats", "--json", ...args)).stdout);
  expect(await json()).toMatchObject({
    totals: { batches: 1, tasks: 3, completed: 3, scores: { count: 3 } },
  });
  expect(await json("--style", "noise", "--batch", "mugs")).toMatchObject({ totals: { batches: 1 } });
  expect(await json("--model", "none")).toMatchObject({ totals: { batches: 0 } });
  const nothing = await assetql("stats", "--from", "2001-01-01", "--to", "2001-01-31");
  expect(nothing.stdout).toBe("No batch that fits was submitted from 2001-01-01 to 2001-01-31 (UTC).\n");
});

it("shows the month's quota and what each month came to", async () => {
  const { stdout } = await assetql("usage");
  expect(stdout).toMatch(
    /^Plan free: 3 of 50 assets made or reserved this month, 47 left; anew on \d{4}-\d{2}-01 \(UTC\)\n█+░+\n/,
  );
  expect(stdout).toMatch(/\d{4}-\d{2} +1 +3 +3 +0 +3 +\$0\.0300\n$/);
  const usage = JSON.parse((await assetql("usage", "--json")).stdout);
  expect(usage).toMatchObject({
    quota: { plan: "free", used: 3, remaining: 47 },
    months: [{ assets: 3, tries: 3 }],
  });
});

it.each([
  [["stats", "--from", "yesterday"], /--from must be a day such as/],
  [["stats", "--from", "2026-02-30"], /--from must be a day such as/],
  [["stats", "--from", "2026-02-02", "--to", "2026-01-01"], /ends \(2026-01-01\) before it begins/],
  [["usage", "--to", "2026-13"], /--to must be a month such as/],
  [["start", "--rate-limit", "fast"], /--rate-limit must be off or the requests a minute/],
  [["start", "--daily-budget", "draft"], /--daily-budget must be such as draft=1000/],
])("%j is a usage error that says so", async (args, words) => {
  const run = await assetql(...args);
  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  expect(run.stderr).toMatch(words);
});
