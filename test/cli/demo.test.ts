import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runAssetql } from "./run-assetql.ts";

let folder: string;
let temporary: string | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-demo-test-"));
  // Demos make their data folders where TMPDIR says: nothing else may be left there.
  temporary = process.env.TMPDIR;
  process.env.TMPDIR = await mkdtemp(path.join(folder, "tmp-"));
});
afterAll(async () => {
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
  await rm(folder, { recursive: true });
});
const leftBehind = () => readdir(tmpdir());

describe("assetql demo", () => {
  it("goes from the samples to scores, packages and a contact sheet, and cleans up", async () => {
    const args = ["demo", "--rows", "3", "--size", "128", "--seed", "7", "--out", "out", "--json"];
    const { exitCode, stdout, stderr } = await runAssetql(args, { folder });
    expect(stderr).toContain("Style scores");
    expect(exitCode).toBe(0);
    const summary = JSON.parse(stdout);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(summary).toMatchObject({ tasks: 3, failed: expect.any(Number), retried: expect.any(Number) });
    expect(summary.completed + summary.failed).toBe(3);
    expect(summary.exports.map(({ platform }: { platform: string }) => platform)).toEqual([
      "unity",
      "shopify",
      "wordpress",
      "social",
    ]);
    for (const { path: file, bytes } of summary.exports) expect(await readFile(file)).toHaveLength(bytes);
    expect((await readdir(path.join(folder, "out"))).sort()).toEqual([
      "contact-sheet.html",
      "contact-sheet.png",
      "exports",
      "images",
    ]);
    expect(await readdir(path.join(folder, "out", "images"))).toHaveLength(summary.completed);
    expect(await leftBehind()).toEqual([]);
  });

  it("says what is wrong with its input, and leaves nothing behind", async () => {
    await writeFile(path.join(folder, "bad.csv"), "a,b\n1,2\n");
    await writeFile(path.join(folder, "broken.png"), "\u0089PNG\r\n\u001a\n and then nothing");
    const wrong: readonly (readonly [string[], RegExp])[] = [
      [["--csv", "bad.csv"], /--csv needs --template/],
      [["--csv", "missing.csv", "--template", "{a}"], /missing.csv: there is no such file/],
      [["--csv", "bad.csv", "--template", "{c}"], /\{c\}.*no such column/],
      [["--style", "broken.png"], /broken.png/],
      [["--out", "bad.csv"], /bad.csv is a file/],
      [["--sample-style", "cubism"], /Allowed choices are/],
    ];
    for (const [args, words] of wrong) {
      const { exitCode, stderr } = await runAssetql(["demo", "--out", "nothing", ...args], { folder });
      expect(stderr).toMatch(words);
      expect(exitCode).toBe(2);
    }
    expect(existsSync(path.join(folder, "nothing"))).toBe(false);
    expect(await leftBehind()).toEqual([]);
  });

  it("stops cleanly when interrupted", async () => {
    const controller = new AbortController();
    const run = runAssetql(["demo", "--rows", "100", "--out", "stopped", "--json"], {
      folder,
      signal: controller.signal,
    });
    await expect.poll(leftBehind).toHaveLength(1);
    controller.abort();
    const { exitCode, stdout } = await run;
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toEqual({ error: { code: "interrupted", message: "Interrupted." } });
    expect(existsSync(path.join(folder, "stopped"))).toBe(false);
    expect(await leftBehind()).toEqual([]);
  });
});
