import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { until } from "../support/until.ts";
import { openSyncHome } from "./sync-home.ts";
import { startSyncProcess } from "./sync-process.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const main = join(root, "connectors/sync-service/src/main.ts");

it("names everything that is missing, and ends", async () => {
  const { ended, errors } = startSyncProcess([main], { env: { ASSETQL_SYNC_PORT: "high" } });
  expect(await ended).toBe(1);
  expect(errors()).toBe(
    "The environment is not right:\n  ASSETQL_URL is missing\n  ASSETQL_API_KEY is missing\n  ASSETQL_SYNC_PORT must be a number\n",
  );
});

// A process of its own, with every connector, from a cold start.
const SLOW = { timeout: 240_000 };

it(
  "the files of the Dockerfile are enough to run its command, which ends well when it is told to",
  SLOW,
  async () => {
    const home = await openSyncHome();
    const dockerfile = await readFile(join(root, "connectors/sync-service/Dockerfile"), "utf8");
    const folder = await mkdtemp(join(tmpdir(), "assetql-image-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const { sources, to } of copies(dockerfile)) {
      for (const source of sources) {
        expect([source, existsSync(join(root, source))]).toEqual([source, true]);
        await cp(join(root, source), targetOf(folder, source, to), { recursive: true });
      }
    }
    await linkPackages(folder);
    const command = /^CMD \["node", "([^"]+)"\]$/m.exec(dockerfile)?.[1] ?? "";
    const process = startSyncProcess([command], {
      cwd: folder,
      env: {
        ASSETQL_URL: home.hub().url,
        ASSETQL_API_KEY: home.hub().adminKey.secret,
        ASSETQL_SYNC_PORT: "0",
      },
    });
    const url = await process.url();
    await until(async () => ((await fetch(`${url}/health`)).status === 200 ? true : undefined));
    const { items } = await home.client().call("listConnectors", {});
    expect(items.map(({ name }) => name).sort()).toEqual([
      "contentful",
      "folder",
      "woocommerce",
      "wordpress",
    ]);
    process.stop("SIGTERM");
    expect(await process.ended).toBe(0);
    expect(process.lines.at(-1)).toContain("Stopped");
    expect(process.lines.join("")).not.toContain(home.hub().adminKey.secret);
  },
);

/** What is copied from the repository where. */
const copies = (dockerfile: string) =>
  [...dockerfile.matchAll(/^COPY (.+)$/gm)].map(([, words = ""]) => {
    const paths = words.split(/\s+/);
    return { sources: paths.slice(0, -1), to: paths.at(-1) ?? "" };
  });

/** Docker puts a file into a place that ends with a slash, and the contents of a folder into any. */
const targetOf = (folder: string, source: string, to: string): string =>
  to.endsWith("/") ? join(folder, to, source.split("/").at(-1) ?? "") : join(folder, to);

/** As npm would: packages of others by name, and our own where they were copied to, no others. */
async function linkPackages(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@assetql"), { recursive: true });
  for (const name of await readdir(join(root, "node_modules"))) {
    if (name !== "@assetql" && !name.startsWith(".")) {
      await symlink(join(root, "node_modules", name), join(modules, name));
    }
  }
  for (const area of ["core-backend", "connectors"]) {
    for (const name of await readdir(join(folder, area))) {
      const manifest = join(folder, area, name, "package.json");
      const { name: packageName } = JSON.parse(await readFile(manifest, "utf8"));
      await symlink(dirname(manifest), join(modules, packageName));
    }
  }
}
