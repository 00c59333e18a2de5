import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

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
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES);
  // A process killed here leaves no short key behind.
  writeFileSync(`${file}.new`, key, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return key;
}
