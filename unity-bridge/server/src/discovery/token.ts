import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writePrivate } from "./write-private.ts";

const TOKEN_BYTES = 32;
/** As base64url writes 32 bytes. */
const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/;

const pathIn = (folder: string) => join(folder, "token");

/**
 * The token that editors show. It outlives the bridge, so that it is typed in only once where an editor cannot read
 * the folder: in WSL, or on another machine behind a tunnel.
 */
export async function readToken(folder: string): Promise<string> {
  const kept = await readKept(pathIn(folder));
  return kept ?? rotateToken(folder);
}

/** As long as the one that is kept; for one run of a bridge, or for good. */
export const makeToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/** Makes a new token. Bridges that run keep the old one until they are started again. */
export async function rotateToken(folder: string): Promise<string> {
  const token = makeToken();
  await writePrivate(pathIn(folder), `${token}\n`);
  return token;
}

async function readKept(path: string): Promise<string | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const token = text.trim();
  if (!TOKEN_FORM.test(token)) return undefined;
  if (process.platform !== "win32") await chmod(path, 0o600);
  return token;
}

/** Compares with each of the tokens that are taken, in a time that tells nothing of them. */
export function createTokenCheck(...tokens: readonly string[]): (given: string) => boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  const right = tokens.map(hash);
  return (given) => {
    const asked = hash(given);
    return right.map((one) => timingSafeEqual(asked, one)).includes(true);
  };
}
