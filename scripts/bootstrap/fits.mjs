import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

const stampPath = (root) => path.join(root, "node_modules", ".assetql-stamp");

/** What an installation was made for: the lock file's content and the machine's kind. */
export function stampFor(root, machine = `${process.platform}-${process.arch}`) {
  const hash = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  return `${hash} ${machine}`;
}

/**
 * Whether node_modules is what package-lock.json asks for. The stamp says so; npm's own record says so too when a
 * person ran `npm install`, and is then stamped.
 */
export function isInstalled(root) {
  const stamp = stampFor(root);
  if (readText(stampPath(root)) === stamp) return true;
  if (existsSync(stampPath(root)) || !recordFitsLock(root)) return false;
  writeStamp(root);
  return true;
}

export function writeStamp(root) {
  writeFileSync(stampPath(root), stampFor(root));
}

function recordFitsLock(root) {
  const record = readText(path.join(root, "node_modules", ".package-lock.json"));
  if (record === null) return false;
  try {
    const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
    return fitsLock(lock.packages, JSON.parse(record).packages);
  } catch {
    return false;
  }
}

/** Compares the packages of package-lock.json with those of npm's record of what it installed. */
export function fitsLock(wanted, installed) {
  return Object.entries(wanted).every(([where, entry]) => {
    if (!where.includes("node_modules/")) return true; // the root and the workspaces themselves
    const found = installed[where];
    // npm leaves out optional packages made for other machines.
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
