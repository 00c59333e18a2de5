import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const bridge = new URL("../../../unity-bridge/", import.meta.url);
export const packageFolder = fileURLToPath(new URL("com.assetql.unity-bridge", bridge));
export const stubsFolder = fileURLToPath(new URL("stubs", bridge));

export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a script of unity-bridge/scripts as people do. */
export function runScript(name: string, ...args: readonly string[]): Ran {
  const script = fileURLToPath(new URL(`scripts/${name}`, bridge));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  return { code: status, output: stdout, errors: stderr };
}

/** Every file below a folder, with slashes. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1).replaceAll("\\", "/"))
    .sort();
}
