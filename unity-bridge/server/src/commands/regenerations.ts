import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writePrivate } from "../discovery/write-private.ts";

/** The newest version that each asset had, by the asset's id. */
const versionsSchema = z.record(z.string(), z.int());
export type Versions = z.infer<typeof versionsSchema>;

/** Requests are repeated within seconds; of that many nobody asks for the first one again. */
const MOST_KEPT = 100;

/**
 * What editors have asked to be made anew, where a bridge finds it when its predecessor was killed in the midst of it:
 * the hub has no way to say "again" here. Keys are names of files.
 */
export interface Regenerations {
  /** Undefined for a request that has not been begun. */
  begun(key: string): Promise<Versions | undefined>;
  /** Takes a request down before it is made. Throws the system's errors. */
  begin(key: string, versions: Versions): Promise<void>;
}

/** In a folder below that of the bridges, made when it is needed. */
export function openRegenerations(bridgeFolder: string): Regenerations {
  const folder = join(bridgeFolder, "regenerations");
  const fileOf = (key: string) => join(folder, `${key}.json`);
  return {
    async begun(key) {
      try {
        return versionsSchema.safeParse(JSON.parse(await readFile(fileOf(key), "utf8"))).data;
      } catch {
        return undefined;
      }
    },
    async begin(key, versions) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writePrivate(fileOf(key), JSON.stringify(versions));
      await makeRoom(folder);
    },
  };
}

/** The oldest go. */
async function makeRoom(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= MOST_KEPT) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      // Another bridge may have removed it.
      const seen = await stat(path).catch(() => undefined);
      return { path, at: seen?.mtimeMs ?? 0 };
    }),
  );
  const oldest = files.toSorted((one, other) => one.at - other.at).slice(0, files.length - MOST_KEPT);
  await Promise.all(oldest.map(({ path }) => rm(path, { force: true })));
}
