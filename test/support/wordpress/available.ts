import { execFileSync } from "node:child_process";
import { programOnPath, skippedBecause } from "../programs.ts";
import { fixtureInstalled } from "./install-fixture.mjs";

const neededExtensions = ["pdo_sqlite", "gd", "curl", "xml", "mbstring"];

/** Why a real WordPress cannot be started on this machine, or undefined when it can. */
export function wordpressUnavailable(): string | undefined {
  const php = programOnPath("php");
  if (php === undefined)
    return "PHP is not installed (Debian: php-cli php-sqlite3 php-gd php-curl php-xml php-mbstring)";
  if (programOnPath("unzip") === undefined) return "unzip is not installed";
  const loaded = execFileSync(php, ["-m"], { encoding: "utf8" }).split("\n");
  const missing = neededExtensions.filter((name) => !loaded.includes(name));
  if (missing.length > 0) return `PHP lacks the extensions ${missing.join(", ")}`;
  if (!fixtureInstalled()) return "run: node test/support/wordpress/install-fixture.mjs";
  return undefined;
}

/** For `describe.skipIf(!wordpressAvailable())`: says on the console why not; throws where programs are required. */
export function wordpressAvailable(): boolean {
  return !skippedBecause("tests on a real WordPress", wordpressUnavailable());
}
