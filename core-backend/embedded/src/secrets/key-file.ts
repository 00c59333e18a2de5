import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { writePrivateFile } from "../files/write-private-file.ts";

const KEY_BYTES = 32;

/** What a key file that is no key means, in words for whoever runs the hub. */
export type WrongLength = (file: string, bytes: number) => Error;

/** The 32 bytes in `file`, which is created, readable by its owner only, if there is none. */
export function loadKeyFile(file: string, wrongLength: WrongLength): Uint8Array {
  try {
    const key = readFileSync(file);
    if (key.length === KEY_BYTES) return key;
    throw wrongLength(file, key.length);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const key = randomBytes(KEY_BYTES);
  writePrivateFile(file, key);
  return key;
}
