import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { programOnPath } from "../programs.ts";

/** Uploads of up to 32 MB, as on a well set-up site; the post limit leaves room for a multipart envelope. */
const settings = [
  "upload_max_filesize=32M",
  "post_max_size=33M",
  "memory_limit=512M",
  "opcache.enable_cli=1",
  "opcache.revalidate_freq=0",
  "display_errors=stderr",
];

/** Where PHP keeps what it has compiled of a site, if that folder is there; each process compiles anew otherwise. */
export const compiledFolder = (site: string): string => join(site, ".opcache");

/** PHP's options for a site. */
export function phpOptions(site: string): string[] {
  const folder = compiledFolder(site);
  const kept = existsSync(folder) ? [`opcache.file_cache=${folder}`] : [];
  return [...settings, ...kept].flatMap((setting) => ["-d", setting]);
}

export function phpProgram(): string {
  const php = programOnPath("php");
  if (php === undefined) throw new Error("PHP is not installed");
  return php;
}

/** Runs PHP source in a folder and gives what it prints. Throws with its error output when it fails. */
export function runPhp(folder: string, source: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(phpProgram(), phpOptions(folder), { cwd: folder, stdio: "pipe" });
    const printed: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const output = Buffer.concat(printed).toString("utf8");
      if (code === 0) return resolve(output);
      // WordPress's page of an error says nothing; its log does.
      const said = `${Buffer.concat(errors).toString("utf8")} ${lastOfLog(folder)}`.trim();
      reject(new Error(`PHP ended with ${code}: ${said || output.slice(0, 1_000)}`));
    });
    child.stdin.end(`<?php\n${source}`);
  });
}

function lastOfLog(folder: string): string {
  const log = join(folder, "wp-content", "debug.log");
  return existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n").slice(-4).join("\n") : "";
}
