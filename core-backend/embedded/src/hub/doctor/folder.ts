import { constants, existsSync, readFileSync } from "node:fs";
import { access, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { holderOf } from "../../sqlite/folder-lock.ts";
import { type Check, ok, problem, warning } from "./check.ts";

const OTHERS = 0o077;

export async function checkRights(folder: string): Promise<Check> {
  const name = "Data folder";
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return problem(
      name,
      `${folder} cannot be written to`,
      "Give it to the user that runs the hub (chown, chmod).",
    );
  }
  if (((await stat(folder)).mode & OTHERS) !== 0 && process.platform !== "win32") {
    return warning(name, `${folder} can be entered by other users`, `chmod 700 ${folder}`);
  }
  return ok(name, folder);
}

export async function checkSecrets(folder: string): Promise<Check> {
  const name = "Secrets";
  const secrets = join(folder, "secrets");
  const files = existsSync(secrets) ? await readdir(secrets) : [];
  const open: string[] = [];
  for (const file of [...files.map((one) => join("secrets", one)), "assetql.db"]) {
    const path = join(folder, file);
    if (existsSync(path) && ((await stat(path)).mode & OTHERS) !== 0) open.push(file);
  }
  if (open.length === 0 || process.platform === "win32") return ok(name, "are their owner's alone");
  const paths = open.map((file) => join(folder, file));
  return problem(
    name,
    `other users can read ${open.join(", ")}`,
    `chmod 600 ${paths.join(" ")}, and replace the keys if somebody may have read them`,
  );
}

/** Whether a hub works on the folder, and if so, whether it answers. */
export async function checkHub(folder: string): Promise<{ check: Check; isRunning: boolean }> {
  const name = "Hub";
  const { isHeld, pid } = holderOf(folder);
  if (!isHeld) return { check: ok(name, "does not run"), isRunning: false };
  const process = pid === undefined ? "a process" : `process ${pid}`;
  const url = urlOf(folder);
  if (url !== undefined && (await answers(url)))
    return { check: ok(name, `runs at ${url} (${process})`), isRunning: true };
  const found = `${process} has the data folder, but no hub answers${url === undefined ? "" : ` at ${url}`}`;
  const advice =
    "If it does not answer in a minute, end that process and start the hub again: nothing is lost.";
  return { check: warning(name, found, advice), isRunning: true };
}

function urlOf(folder: string): string | undefined {
  try {
    const file: unknown = JSON.parse(readFileSync(join(folder, "hub.json"), "utf8"));
    const url = typeof file === "object" && file !== null && "url" in file ? file.url : undefined;
    return typeof url === "string" ? url : undefined;
  } catch {
    return undefined;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
