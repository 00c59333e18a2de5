import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { jsonSchema, type Snapshot, snapshotSchema } from "@assetql/contract";
import { z } from "zod";

/** What the project knows of a texture of ours. */
const entrySchema = z.object({
  guid: z.string(),
  /** Where it was when it was written. */
  path: z.string(),
  /** The image that was written, and the file as it was then. */
  image: z.string(),
  crc32: z.string(),
  fields: snapshotSchema,
  mapping: z.record(z.string(), jsonSchema),
  /** Of the pull that wrote it last. */
  pullId: z.string(),
});
export type Entry = z.infer<typeof entrySchema>;

/** What a pull has removed, for its undo. */
const removedSchema = entrySchema.extend({ meta: z.string() });

const mappingSchema = z.object({
  entries: z.record(z.string(), entrySchema),
  removed: z.record(z.string(), removedSchema),
});

/** Entries by external id, in one file that is written whole. */
export interface MappingFile {
  readonly entries: Record<string, Entry>;
  readonly removed: Record<string, z.infer<typeof removedSchema>>;
  save(): Promise<void>;
}

export async function openMapping(root: string): Promise<MappingFile> {
  const path = join(root, "Assets", "AssetQL", "assetql-mapping.json");
  const text = await readFile(path, "utf8").catch(() => undefined);
  const { entries, removed } =
    text === undefined ? { entries: {}, removed: {} } : mappingSchema.parse(JSON.parse(text));
  let saving: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, JSON.stringify({ entries, removed }));
    await rename(`${path}.new`, path);
  };
  return {
    entries,
    removed,
    save() {
      saving = saving.then(write);
      return saving;
    },
  };
}

/** Fields with a value; null takes one away. */
export function withFields(fields: Snapshot, changes: Snapshot): Snapshot {
  const all = Object.entries({ ...fields, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}
