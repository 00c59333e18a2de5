import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { until } from "../support/until.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
export const appFolder = join(root, "apps/shopify");

const PREFIX = "build-test-";
/** A build that nobody has used for so long is of older sources. */
const OLD_MS = 3_600_000;

/** What the bundle is made of; the server runs from its sources. */
const sources = [
  "apps/shopify/app",
  "apps/shopify/server",
  "apps/shopify/public",
  "apps/shopify/vite.config.ts",
]
  .concat(["apps/shopify/package.json", "connectors/shopify/src", "core-backend/contract/src"])
  .concat(["core-backend/client/src", "connectors/sdk/src", "package-lock.json"]);

/**
 * The app as it ships, built once for sources as they are: the name of its folder within `apps/shopify`. Whoever
 * comes while it is built waits for it. ASSETQL_SHOPIFY_BUILD names a ready one instead.
 */
export async function builtApp(ready = process.env.ASSETQL_SHOPIFY_BUILD): Promise<string> {
  if (ready !== undefined && ready !== "") return ready;
  const name = `${PREFIX}${await hashOfSources()}`;
  const folder = join(appFolder, name);
  const lock = `${folder}.lock`;
  await removeOld(name);
  await until(async () => {
    if (await exists(join(folder, "complete"))) return true;
    if (!(await take(lock))) return undefined;
    try {
      await build(name);
      await writeFile(join(folder, "complete"), "");
      return true;
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  });
  const now = new Date();
  await utimes(folder, now, now);
  return name;
}

async function build(name: string): Promise<void> {
  const remix = join(root, "node_modules/@remix-run/dev/dist/cli.js");
  const env: NodeJS.ProcessEnv = { ...process.env, ASSETQL_SHOPIFY_BUILD: name, NODE_ENV: "production" };
  try {
    await promisify(execFile)(process.execPath, [remix, "vite:build", "--logLevel", "warn"], {
      cwd: appFolder,
      env,
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`Remix did not build the app:\n${stdout}${stderr}`);
  }
}

/** False while a process that lives has the lock. */
async function take(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
  } catch {
    const owner = await readFile(join(lock, "pid"), "utf8").catch(() => undefined);
    if (owner !== undefined && !isRunning(Number(owner))) await rm(lock, { recursive: true, force: true });
    return false;
  }
  await writeFile(join(lock, "pid"), String(process.pid));
  return true;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function removeOld(current: string): Promise<void> {
  const names = await readdir(appFolder);
  const old = names.filter((name) => name.startsWith(PREFIX) && !name.startsWith(current));
  await Promise.all(
    old.map(async (name) => {
      const path = join(appFolder, name);
      const used = await stat(path)
        .then(({ mtimeMs }) => mtimeMs)
        .catch(() => Date.now());
      if (Date.now() - used > OLD_MS) await rm(path, { recursive: true, force: true });
    }),
  );
}

const exists = (path: string): Promise<boolean> =>
  stat(path)
    .then(() => true)
    .catch(() => false);

async function hashOfSources(): Promise<string> {
  const files = (await Promise.all(sources.map((source) => filesOf(join(root, source))))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.slice(root.length)).update(await readFile(file).catch(() => ""));
  return hash.digest("hex").slice(0, 12);
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
