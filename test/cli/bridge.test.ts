import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { readToken } from "@assetql/unity-bridge";
import { afterAll, beforeAll, expect, it } from "vitest";
import { BridgeRefusal, findBridge, openDiskProject, ScriptedEditor } from "../support/unity/index.ts";
import { until } from "../support/until.ts";
import { runAssetql } from "./run-assetql.ts";

const main = fileURLToPath(new URL("../../core-backend/cli/src/main.ts", import.meta.url));

let folder: string;
let bridges: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-cli-bridge-"));
  bridges = path.join(folder, "bridges");
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts a hub with a bridge as a process; resolves once it has said where they are. */
async function startProcess(...args: string[]) {
  const child = spawn(process.execPath, [main, "start", "--data", path.join(folder, "data"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ASSETQL_BRIDGE_FOLDER: bridges },
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.includes("Ctrl-C") || line.startsWith("{")) break;
  }
  return { child, ended, text: lines.join("\n") };
}

const variables = () => ({ ASSETQL_BRIDGE_FOLDER: bridges, ASSETQL_DATA: path.join(folder, "data") });

/** `assetql bridge` within this process, until it is stopped. */
function runBridge(...args: string[]) {
  const stopping = new AbortController();
  const run = runAssetql(["bridge", "--port", "0", ...args], {
    folder,
    variables: variables(),
    signal: stopping.signal,
  });
  return {
    async stop() {
      stopping.abort();
      return run;
    },
  };
}

const ourBridge = () =>
  until(async () => {
    const found = await findBridge(bridges);
    return found.pid === process.pid ? found : undefined;
  });

it("runs beside the hub with `start --bridge`, where an editor finds it, and ends with it", async () => {
  const started = await startProcess("--port", "0", "--no-sync", "--bridge", "--bridge-port", "0");
  expect(started.text).toMatch(/Unity bridge {3}ws:\/\/127\.0\.0\.1:\d+\/v1/);
  const { port, token } = await findBridge(bridges);
  const project = await openDiskProject({ root: path.join(folder, "project") });
  const editor = await ScriptedEditor.open({ port, token, project });
  expect(editor.welcome?.hub.reachable).toBe(true);
  expect((await editor.request("styles.list", { cursor: null })).items).toEqual([]);
  await until(async () => {
    const page = await editor.request("pulls.list", { cursor: null });
    return page.items.length === 0 ? page : undefined;
  });
  started.child.kill("SIGTERM");
  expect(await started.ended).toBe(0);
  expect((await readdir(bridges)).filter((name) => name.startsWith("bridge-"))).toEqual([]);
});

it("connects to a hub that runs, shows its token only when asked, and makes another one", async () => {
  expect(await runAssetql(["bridge"], { folder, variables: variables() })).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining("No hub runs in"),
  });
  const hub = await startProcess("--port", "0", "--no-sync", "--json");
  const first = runBridge();
  const old = { ...(await ourBridge()), token: await readToken(bridges) };
  const taken = await runAssetql(["bridge", "--port", String(old.port)], { folder, variables: variables() });
  expect(taken).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(String(old.port)) });
  const said = await first.stop();
  expect(said).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("finds the bridge by itself") });
  expect(said.stdout + said.stderr).not.toContain(old.token);

  const second = runBridge("--new-token", "--show-token", "--json");
  const { port } = await ourBridge();
  const token = await readToken(bridges);
  expect(token).not.toBe(old.token);
  const project = await openDiskProject({ root: path.join(folder, "other") });
  const late = ScriptedEditor.open({ port, token: old.token, project });
  await expect(late).rejects.toBeInstanceOf(BridgeRefusal);
  const { stdout, exitCode } = await second.stop();
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    url: `ws://127.0.0.1:${port}/v1`,
    discoveryFile: path.join(bridges, `bridge-${port}.json`),
    hubUrl: JSON.parse(hub.text).url,
    token,
  });
  hub.child.kill("SIGTERM");
  expect(await hub.ended).toBe(0);
});
