/**
 * `node test/fuzz/run-schemathesis.mjs [--seed N] [--seconds N]`: starts a hub in a temporary folder, lets
 * schemathesis loose on every operation of its own OpenAPI document, and stops it. Ends with 1 for any 5xx, status
 * or content type that is not documented, answer beside its schema, or nonsense that was taken. Needs Python 3.10 or
 * newer; schemathesis is installed into the temporary folder unless ASSETQL_SCHEMATHESIS names its `st`.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeSampleData } from "./sample-data.mjs";

const VERSION = "4.32.5";
const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "negative_data_rejection",
  "unsupported_method",
  "ignored_auth",
];
/** What a request may be refused with that is not as its schema wants it. */
const REFUSALS = ["400", "401", "403", "404", "405", "409", "410", "413", "415", "422", "429", "431"];

const { values } = parseArgs({ options: { seed: { type: "string" }, seconds: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const seconds = Number(values.seconds ?? 150);
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = await mkdtemp(path.join(tmpdir(), "assetql-fuzz-"));

const shelf = path.join(folder, "shelf");

try {
  const st = process.env.ASSETQL_SCHEMATHESIS ?? install();
  console.info(`schemathesis ${VERSION}, seed ${seed} (--seed ${seed} repeats it)`);
  const hub = await startHub();
  try {
    const { lost } = await makeSampleData(hub, { name: "First", shelf });
    const first = await run(st, hub, { ids: lost, limit: Math.ceil(seconds * 0.6), filters: [] });
    // Once more with the ids of things that are there, which nothing deletes now.
    const { kept } = await makeSampleData(hub, { name: "Second", shelf });
    const second = await run(st, hub, {
      ids: { ...lost, ...kept },
      limit: Math.ceil(seconds * 0.4),
      filters: [
        ...["--exclude-method", "DELETE", "--include-path-regex", "[{]id[}]"],
        // It has an id and a number in its path and nothing else. A spoilt id is put right before it is sent, so that the
        // success of a version that is there counts as a mistake.
        ...["--exclude-operation-id", "restoreAssetVersion"],
      ],
    });
    await tellSuccesses(hub);
    process.exitCode = Math.max(first, second);
    if (hub.child.exitCode !== null) throw new Error("The hub did not outlive it");
  } finally {
    await hub.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

function install() {
  const python = process.platform === "win32" ? "python" : "python3";
  const venv = path.join(folder, "venv");
  const bin = path.join(venv, process.platform === "win32" ? "Scripts" : "bin");
  must(python, ["-m", "venv", venv]);
  must(path.join(bin, "pip"), [
    "install",
    "--quiet",
    "--disable-pip-version-check",
    `schemathesis==${VERSION}`,
  ]);
  return path.join(bin, "st");
}

function must(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed${error ? `: ${error.message}` : ""}`);
}

async function startHub() {
  const data = path.join(folder, "data");
  const main = path.join(root, "core-backend/cli/src/main.ts");
  await mkdir(shelf);
  const args = [
    [main, "start", "--data", data, "--port", "0", "--rate-limit", "off", "--json"],
    // Targets have a real host, and webhooks somewhere to fail.
    ["--sync-port", "0", "--allow-folder", shelf, "--allow-network", "127.0.0.0/8"],
  ].flat();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  for await (const line of createInterface(child.stdout)) {
    const { url, adminKeyFile } = JSON.parse(line);
    return { child, stop, url, key: (await readFile(adminKeyFile, "utf8")).trim() };
  }
  throw new Error("The hub did not start");
}

/** @returns {Promise<number>} the exit code */
async function run(st, { url, key }, { ids, limit, filters }) {
  const config = path.join(folder, "schemathesis.toml");
  await writeFile(config, configFor(ids));
  const args = [
    ["--config-file", config, "run", `${url}/openapi.json`],
    ["--header", `Authorization: Bearer ${key}`],
    ["--checks", CHECKS.join(",")],
    ["--max-time", String(limit)],
    ["--seed", String(seed)],
    // CPython 3.11 parses no source in two threads at once.
    ["--workers", "1"],
    // Longer than the hub waits for a connector's host.
    ["--request-timeout", "40"],
    // A long poll: it would only ever wait.
    ["--exclude-operation-id", "leaseWork"],
    filters,
  ].flat();
  return new Promise((resolve, reject) => {
    const child = spawn(st, args, { cwd: folder, stdio: "inherit", env: { ...process.env, NO_COLOR: "1" } });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function configFor(ids) {
  const lines = [
    "warnings = false",
    "[checks.negative_data_rejection]",
    `expected-statuses = ${JSON.stringify(REFUSALS)}`,
  ];
  for (const [name, id] of Object.entries(ids)) {
    lines.push(
      "[[operations]]",
      `include-path-regex = "^/api/v1/${name}/"`,
      `parameters = { "path.id" = "${id}" }`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Which operations have answered with success: the others were only ever refused. */
async function tellSuccesses({ url, key }) {
  const { paths } = await (await fetch(`${url}/openapi.json`)).json();
  const response = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${key}` } });
  if (!response.ok) throw new Error(`The key no longer works: ${response.status}`);
  const metrics = await response.text();
  const succeeded = new Set(
    [
      ...metrics.matchAll(
        /^assetql_http_requests_total\{method="(\w+)",route="([^"]+)",status="[23]\d\d"\}/gm,
      ),
    ].map(([, method, route]) => `${method} ${route}`),
  );
  const all = Object.entries(paths).flatMap(([route, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${route}`),
  );
  const never = all.filter((operation) => !succeeded.has(operation));
  console.info(`${all.length - never.length} of ${all.length} operations have answered with success.`);
  if (never.length > 0) console.info(`Only refused: ${never.join(", ")}`);
}
