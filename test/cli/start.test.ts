import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runAssetql } from "./run-assetql.ts";

const main = fileURLToPath(new URL("../../core-backend/cli/src/main.ts", import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-start-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts a hub as a process; resolves once it has said where it is. */
async function startProcess(...args: string[]) {
  const child = spawn(process.execPath, [main, "start", "--data", folder, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const lines: string[] = [];
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.includes("Ctrl-C") || line.startsWith("{")) break;
  }
  return { child, ended, text: lines.join("\n"), errors: () => Buffer.concat(errors).toString() };
}

it("runs until it is told to stop, prints the first key once, and ends with 0", async () => {
  const first = await startProcess("--port", "0");
  expect(first.text).toMatch(/up at http:\/\/127\.0\.0\.1:\d+/);
  expect(first.text).toMatch(/aql_\S+ {2}\(shown this once/);
  expect((await stat(path.join(folder, "secrets", "admin-api-key"))).mode & 0o777).toBe(0o600);

  const second = await startProcess("--port", "0");
  expect(await second.ended).toBe(1);
  expect(second.errors()).toMatch(/in use|works on|process id/i);

  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);

  const again = await startProcess("--port", "0", "--json");
  expect(JSON.parse(again.text)).toMatchObject({
    url: expect.stringContaining("http://"),
    dataFolder: folder,
  });
  again.child.kill("SIGINT");
  expect(await again.ended).toBe(0);
  expect(again.errors()).toContain("Stopped.");
});

it("refuses folders for targets that are none, before anything is made", async () => {
  const empty = await mkdtemp(path.join(folder, "refused-"));
  const start = (args: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
    runAssetql(["start", "--port", "0", ...args], { folder: empty, variables });
  const missing = path.join(empty, "shop");
  expect(await start(["--allow-folder", ".", "shop"])).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `--allow-folder names ${missing}, which does not exist. Make that folder, or name another.\n`,
  });
  expect((await start(["--allow-folder", main])).stderr).toMatch(/which is no folder/);
  const variables = { ASSETQL_ALLOWED_FOLDERS: [empty, missing].join(path.delimiter) };
  expect(await start([], variables)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^ASSETQL_ALLOWED_FOLDERS names .*shop, which does not exist/),
  });
  expect(await readdir(empty)).toEqual([]);
});
