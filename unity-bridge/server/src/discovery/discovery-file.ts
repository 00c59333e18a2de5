import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type BridgeDiscovery, bridgeDiscoverySchema } from "@assetql/contract";
import { isRunning } from "./is-running.ts";
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

/** Where a bridge keeps what editors send, as `createWire` names it. */
const uploadsFolderOf = (folder: string, port: number): string => join(folder, `uploads-${port}`);

/** Removes what bridges left that ended without a word. */
export async function removeStale(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => FILE_NAME.test(name));
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const stale = await readStale(path);
      if (stale === undefined) return;
      await rm(uploadsFolderOf(folder, stale.port), { recursive: true, force: true });
      await removeIfStill(path, stale);
    }),
  );
}

/** Another bridge that starts at the same moment may have the port by now, and its own file there. */
export async function removeIfStill(
  path: string,
  { pid, startedAt }: Pick<BridgeDiscovery, "pid" | "startedAt">,
): Promise<void> {
  const { data } = bridgeDiscoverySchema.safeParse(await readJson(path));
  if (data?.pid === pid && data.startedAt === startedAt) await rm(path, { force: true });
}

/** Undefined for a bridge that runs. A file that cannot be read is somebody else's, or of a later version. */
async function readStale(path: string): Promise<BridgeDiscovery | undefined> {
  const { data } = bridgeDiscoverySchema.safeParse(await readJson(path));
  if (data === undefined) return undefined;
  const { pid, startedAt } = data;
  // Containers give the same numbers again and again.
  const isGone = pid === process.pid ? startedAt < Date.now() - process.uptime() * 1_000 : !isRunning(pid);
  return isGone ? data : undefined;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
