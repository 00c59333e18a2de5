import { randomUUID } from "node:crypto";
import { rm, stat, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Check, ok, problem, warning } from "./check.ts";

const LEAST_NODE = 24;
const LITTLE_BYTES = 2_000_000_000;
const TOO_FEW_BYTES = 200_000_000;
const SKEW_MS = 5_000;

export function checkNode(version: string): Check {
  const name = "Node.js";
  if (Number.parseInt(version.replace(/^v/, ""), 10) >= LEAST_NODE) return ok(name, version);
  return problem(
    name,
    `${version} is too old`,
    `Use Node.js ${LEAST_NODE} or newer; \`npm run\` brings its own.`,
  );
}

export async function checkSpace(folder: string): Promise<Check> {
  const name = "Disk space";
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const found = `${(free / 1e9).toFixed(1)} GB are free`;
  if (free < TOO_FEW_BYTES)
    return problem(name, found, "Free some space now: a full disk stops every batch.");
  if (free < LITTLE_BYTES) return warning(name, found, "A thousand images take some 2 GB. Free some space.");
  return ok(name, found);
}

/** Whether files get the time that this process has: what expires and what is swept goes by both. */
export async function checkClock(folder: string, now: () => number): Promise<Check> {
  const name = "Clock";
  const path = join(folder, `.doctor-${randomUUID()}`);
  try {
    await writeFile(path, "");
    const skew = (await stat(path)).mtimeMs - now();
    const seconds = (Math.abs(skew) / 1000).toFixed(1);
    if (Math.abs(skew) <= SKEW_MS) return ok(name, "agrees with the file system's");
    return warning(
      name,
      `the file system's clock is ${seconds} s ${skew > 0 ? "ahead of" : "behind"} this machine's`,
      "Set both clocks by NTP: what expires and what is swept goes by them.",
    );
  } finally {
    await rm(path, { force: true });
  }
}
