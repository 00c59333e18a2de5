// Fetches what the tests need to run a real WordPress: its PHP and static files, and the SQLite drop-in.
// They are a test fixture in a git-ignored cache, not dependencies: WordPress is GPL and large.
// Plain JavaScript without dependencies, so that it runs by itself: node test/support/wordpress/install-fixture.mjs
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The builds are versions 6.2, 6.5.5 and 6.6-RC3; the package's own names for them are used. */
const fixtures = [
  {
    package: "@wp-playground/wordpress-builds@0.9.19",
    folder: "wordpress-builds-0.9.19",
    members: ["6.2", "6.5", "beta"].flatMap((name) => [
      `package/src/wordpress/wp-${name}.zip`,
      `package/public/wp-${name}`,
    ]),
  },
  {
    package: "@wp-playground/cli@3.1.56",
    folder: "cli-3.1.56",
    members: ["package/sqlite-database-integration.zip"],
  },
];

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/** The folder that holds the fixture. */
export const fixtureFolder = path.join(root, ".cache", "wordpress-fixture");

/** @param {string} member a path inside a fixture's package, for example "package/public/wp-6.5" */
export function fixturePath(member) {
  const found = fixtures.find((fixture) => fixture.members.includes(member));
  if (found === undefined) throw new Error(`The fixture has no ${member}`);
  return path.join(fixtureFolder, found.folder, member);
}

/** Whether everything is there. */
export function fixtureInstalled() {
  return fixtures.every((fixture) => existsSync(path.join(fixtureFolder, fixture.folder)));
}

/** Fetches what is missing. Does nothing when everything is there. Throws when npm or tar fails. */
export function installFixture() {
  for (const fixture of fixtures) {
    const target = path.join(fixtureFolder, fixture.folder);
    if (!existsSync(target)) fetchInto(target, fixture);
  }
}

function fetchInto(target, fixture) {
  mkdirSync(fixtureFolder, { recursive: true });
  // Unpacked beside its place and renamed: a broken-off download never looks like a whole one.
  const work = mkdtempSync(path.join(fixtureFolder, "incoming-"));
  try {
    const npm = ["pack", fixture.package, "--silent", "--pack-destination", work];
    const tarball = execFileSync("npm", npm, { encoding: "utf8", cwd: work }).trim().split("\n").at(-1);
    const unpacked = path.join(work, "unpacked");
    mkdirSync(unpacked);
    execFileSync("tar", ["-xzf", path.join(work, tarball), "-C", unpacked, ...fixture.members]);
    if (!existsSync(target)) renameSync(unpacked, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installFixture();
  process.stdout.write(`The WordPress fixture is in ${path.relative(process.cwd(), fixtureFolder)}\n`);
}
