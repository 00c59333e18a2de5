import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const BLOCK = /^```(?:ts|json) (\S+)\n(.*?)^```$/gms;

/** The files that the walk writes, by name, each as its block has it. */
async function readBlocks(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(root, "docs/write-a-connector.md"), "utf8");
  return new Map([...text.matchAll(BLOCK)].map(([, path = "", code = ""]) => [path, code]));
}

const run = promisify(execFile);
const bin = (name: string): string => join(root, "node_modules/.bin", name);

describe("docs/write-a-connector.md", () => {
  let folder: string;
  let blocks: ReadonlyMap<string, string>;

  beforeAll(async () => {
    blocks = await readBlocks();
    // A sibling of the other connectors, so that it finds what they find.
    folder = await mkdtemp(join(root, "connectors/.walk-"));
    for (const [path, code] of blocks) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), code);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("has every file of connectors/folder, as it is", async () => {
    const { stdout } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard", "."], {
      cwd: join(root, "connectors/folder"),
    });
    expect([...blocks.keys()].sort()).toEqual(stdout.trim().split("\n").sort());
    for (const [path, code] of blocks) {
      expect(code, path).toBe(await readFile(join(root, "connectors/folder", path), "utf8"));
    }
  });

  it("leads to a package that type-checks", async () => {
    const { stdout } = await run(bin("tsc"), ["--noEmit", "--pretty", "false"], { cwd: folder });
    expect(stdout).toBe("");
  }, 300_000);

  it("leads to a connector that passes the conformance kit", async () => {
    const report = join(folder, "report.json");
    await run(bin("vitest"), ["run", "--root", folder, "--reporter", "json", "--outputFile", report], {
      cwd: folder,
    });
    const { numFailedTests, numPassedTests } = JSON.parse(await readFile(report, "utf8"));
    expect(numFailedTests).toBe(0);
    expect(numPassedTests).toBeGreaterThan(25);
  }, 300_000);
});
