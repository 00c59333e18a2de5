import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type BridgeDiscovery, bridgeDiscoverySchema } from "@assetql/contract";
import { writePrivate } from "./write-private.ts";

const FILE_NAME = /^bridge-\d{1,5}\.json$/;

const pathIn = (folder: string, port: number) => join(folder, `bridge-${port}.json`);

/** Tells editors of a bridge. */
export async function announce(folder: string, discovery: BridgeDiscovery): Promise<void> {
  const text = JSON.stringify(bridgeDiscoverySchema.parse(discovery), null, 2);
  await writePrivate(pathIn(folder, discovery.port), `${text}\n`);
}

/** Whoever has the port is the only one to write its file, so this comes before the port is given up. */
export async function withdraw(folder: string, port: number): Promise<void> {
  await rm(pathIn(folder, port), { force: true });
}

/** Removes what bridges left that ended without a word. */
export async function removeStale(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => FILE_NAME.test(name));
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      if (await isStale(path)) await rm(path, { force: true });
    }),
  );
}

/** A file that cannot be read is somebody else's, or of a later version. */
async function isStale(path: string): Promise<boolean> {
  const parsed = bridgeDiscoverySchema.safeParse(await readJson(path));
  if (!parsed.success) return false;
  const { pid, startedAt } = parsed.data;
  // Containers give the same numbers again and again.
  if (pid === process.pid) return startedAt < Date.now() - process.uptime() * 1_000;
  return !isRunning(pid);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && "code" in error && error.code !== "ESRCH";
  }
}
