import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 300;
/** A lock without an owner's note is a process that died between making the folder and writing the note. */
const UNSIGNED_GRACE_MS = 10_000;
/** On another machine a process cannot be looked up; no installation takes this long. */
const FOREIGN_GRACE_MS = 30 * 60_000;

/**
 * Runs `work` while no other process of this clone does. The lock is a folder because making one is atomic on every
 * file system; it cannot be in node_modules, which `npm ci` empties.
 */
export async function withInstallLock(root, work, { onWait = () => {} } = {}) {
  const folder = path.join(root, ".install-lock");
  let waited = false;
  while (!take(folder)) {
    if (isStale(folder)) {
      discard(folder);
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function take(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  writeFileSync(notePath(folder), JSON.stringify({ pid: process.pid, host: hostname(), at: Date.now() }));
  return true;
}

const notePath = (folder) => path.join(folder, "owner.json");

function isStale(folder) {
  try {
    return ownerIsGone(readOwner(folder), Date.now() - statSync(folder).mtimeMs);
  } catch {
    return false; // released meanwhile
  }
}

function readOwner(folder) {
  try {
    return JSON.parse(readFileSync(notePath(folder), "utf8"));
  } catch {
    return null;
  }
}

/** Whether a lock's owner cannot be at work any more. `ageMs` is the age of the lock folder. */
export function ownerIsGone(owner, ageMs) {
  if (owner === null) return ageMs > UNSIGNED_GRACE_MS;
  if (owner.host !== hostname()) return ageMs > FOREIGN_GRACE_MS;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return error.code !== "EPERM"; // EPERM: it lives, and belongs to someone else
  }
}

/** Renames first, so that of two processes that saw the same stale lock only one removes it. */
function discard(folder) {
  const aside = `${folder}.stale-${process.pid}`;
  try {
    renameSync(folder, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Another process was faster.
  }
}
