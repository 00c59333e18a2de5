import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ApiProblemError } from "@assetql/client";
import type { HubLink } from "@assetql/connector-sdk";
import { type WorkId, workIdSchema } from "@assetql/contract";
import { z } from "zod";
import { writePrivate } from "../discovery/write-private.ts";

/** Which works a host has, where the next one finds them if this one is killed. */
const fileSchema = z.object({
  v: z.literal(1),
  /** Its address: ids are its own. */
  hub: z.string(),
  host: z.string().min(1).max(80),
  works: z.array(workIdSchema),
});
type Kept = z.infer<typeof fileSchema>;

/** More than a host ever has at once; those that were lost are never given back. */
const MOST = 200;

export interface LeasedWorks {
  took(id: WorkId): Promise<void>;
  gave(id: WorkId): Promise<void>;
}

interface Holder extends Pick<Kept, "hub" | "host"> {
  /** Of the bridge. */
  readonly folder: string;
  readonly checkout: string;
}

/**
 * Gives back what a predecessor had when it was killed, so that nobody waits for its leases to run out; then takes down
 * what this host has. Throws what the hub's calls throw, but for works that it has given to others.
 */
export async function openLeasedWorks(
  work: Pick<HubLink, "complete">,
  { folder, checkout, ...holder }: Holder,
): Promise<LeasedWorks> {
  const path = join(folder, "works", `${checkout}.json`);
  const before = await readKept(path);
  if (before?.hub === holder.hub)
    await Promise.all(before.works.map((id) => giveBack(work, id, before.host)));
  const works = new Set<WorkId>();
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    const kept: Kept = { v: 1, ...holder, works: [...works].slice(-MOST) };
    writing = writing.catch(() => undefined).then(() => writeKept(path, kept));
    return writing;
  };
  await write();
  return {
    async took(id) {
      works.add(id);
      await write();
    },
    async gave(id) {
      if (works.delete(id)) await write();
    },
  };
}

async function giveBack(work: Pick<HubLink, "complete">, id: WorkId, host: string): Promise<void> {
  try {
    await work.complete(id, { host, result: { released: true } });
  } catch (error) {
    const isGone =
      error instanceof ApiProblemError && (error.code === "lease-lost" || error.code === "not-found");
    if (!isGone) throw error;
  }
}

/** A file that cannot be read counts as none: leases run out by themselves. */
async function readKept(path: string): Promise<Kept | undefined> {
  try {
    return fileSchema.safeParse(JSON.parse(await readFile(path, "utf8"))).data;
  } catch {
    return undefined;
  }
}

async function writeKept(path: string, kept: Kept): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writePrivate(path, JSON.stringify(kept));
}
