import type { BlobStore } from "../blob-store.ts";

export interface BlobStoreHarness {
  readonly blobs: BlobStore;
  /** Lets time pass for signed URLs. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

let folders = 0;
const run = Date.now().toString(36);

/** A folder no other test uses, without a slash at its end. */
export function newFolder(): string {
  folders += 1;
  return `battery/${run}-${folders}`;
}

export const text = (value: string) => new TextEncoder().encode(value);

export const readText = async (blobs: BlobStore, key: string) => {
  const bytes = await blobs.read(key);
  return bytes && Buffer.from(bytes).toString();
};

export const keysIn = async (blobs: BlobStore, folder: string) =>
  (await blobs.list(`${folder}/`)).items.map(({ key }) => key.slice(folder.length + 1));
