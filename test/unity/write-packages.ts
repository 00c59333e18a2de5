import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { samplePackages, writeSamplePackage } from "./sample-package.ts";

/** `write-packages.ts FOLDER`: every kind of package, and beside them where it was written. */
const [folder = "."] = process.argv.slice(2);
for (const [name, kind] of Object.entries(samplePackages)) {
  await writeFile(join(folder, name), await writeSamplePackage(kind));
}
const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
process.stdout.write(`${locale} ${timeZone}`);
