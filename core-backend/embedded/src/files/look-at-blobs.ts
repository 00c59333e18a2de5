import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { BlobInfo, BlobStore } from "@assetql/core/ports";
import { isMissing, walkKeys } from "./paths.ts";

const PAGE = 1_000;

/** The blobs under a folder that somebody else may be writing to: nothing is made, changed or cleaned up. */
export function lookAtBlobs(folder: string): Pick<BlobStore, "list" | "head"> {
  const head = async (key: string): Promise<BlobInfo | undefined> => {
    try {
      const { size, mtimeMs } = await stat(join(folder, key));
      return { key, bytes: size, modifiedAt: Math.trunc(mtimeMs) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  return {
    head,
    /** The cursor is the last key. */
    async list(prefix, cursor = "") {
      const items: BlobInfo[] = [];
      for await (const key of walkKeys(folder, prefix, cursor)) {
        const info = await head(key);
        if (info !== undefined) items.push(info);
        if (items.length === PAGE) return { items, cursor: key };
      }
      return { items };
    },
  };
}
