import { open } from "node:fs/promises";
import type { ContentReader } from "../session/editor-session.ts";

/** Of a file that stays as it is; it may be removed meanwhile. Throws the system's errors. */
export async function openFileReader(path: string): Promise<ContentReader> {
  const file = await open(path, "r");
  return {
    async read(offset, length) {
      const content = Buffer.alloc(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await file.read(content, filled, length - filled, offset + filled);
        if (bytesRead === 0) throw new Error(`the file ends too early: at ${offset + filled}`);
        filled += bytesRead;
      }
      return content;
    },
    close: () => file.close(),
  };
}
