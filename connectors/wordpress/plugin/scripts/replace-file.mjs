import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** No part of the ZIP: what is half written in here nobody packs. */
const work = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "dist", "work");

/** Replaces a file in one step: whoever reads it meanwhile, as tests side by side do, has a whole one. */
export function replaceFile(file, contents) {
  mkdirSync(work, { recursive: true });
  mkdirSync(path.dirname(file), { recursive: true });
  const written = path.join(work, randomUUID());
  writeFileSync(written, contents);
  renameSync(written, file);
}
