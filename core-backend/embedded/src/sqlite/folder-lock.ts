import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another hub runs on this data folder. */
export class DataFolderInUseError extends Error {
  override readonly name = "DataFolderInUseError";
  readonly code = "data-folder-in-use";
  readonly folder: string;
  readonly pid: number | undefined;
  constructor(folder: string, pid: number | undefined) {
    const holder = pid === undefined ? "another hub" : `the hub with process id ${pid}`;
    super(`The data folder ${folder} is in use by ${holder}. Stop it, or choose another folder.`);
    this.folder = folder;
    this.pid = pid;
  }
}

const SQLITE_BUSY = 5;

// A connection that nothing refers to any more is closed when its memory is collected, and its lock goes with it.
const held = new Set<DatabaseSync>();

/**
 * Holds `<folder>/hub.lock` until the returned function is called or the process ends, however it ends. Throws
 * {@link DataFolderInUseError} if somebody else holds it.
 */
export function lockFolder(folder: string): () => void {
  // SQLite's lock is the one exclusive file lock within reach of Node that the system releases at kill -9. The
  // file stays empty: nothing is ever written in the transaction that holds it.
  const lock = new DatabaseSync(join(folder, "hub.lock"), { timeout: 0 });
  const pidFile = join(folder, "hub.pid");
  try {
    lock.exec("BEGIN EXCLUSIVE");
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new DataFolderInUseError(folder, readPid(pidFile));
    throw error;
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    if (lock.isOpen) lock.close();
  };
}

/** Whether somebody holds a folder's lock, and whose process that seems to be. Takes nothing and leaves nothing. */
export function holderOf(folder: string): { readonly isHeld: boolean; readonly pid: number | undefined } {
  const path = join(folder, "hub.lock");
  if (!existsSync(path)) return { isHeld: false, pid: undefined };
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return { isHeld: false, pid: undefined };
  } catch (error) {
    if (isBusy(error)) return { isHeld: true, pid: readPid(join(folder, "hub.pid")) };
    throw error;
  } finally {
    lock.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    return Number.isSafeInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}
