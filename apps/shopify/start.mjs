/** Builds the pages and starts the app: `npm run shopify`. What it needs is in README.md. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const remix = fileURLToPath(import.meta.resolve("@remix-run/dev/dist/cli.js"));

const built = spawnSync(process.execPath, [remix, "vite:build"], {
  cwd: root,
  env: { ...process.env, NODE_ENV: "production" },
  encoding: "utf8",
});
if (built.status !== 0) {
  process.stderr.write(built.stdout + built.stderr);
  process.exit(1);
}
process.chdir(root);
await import("./server/main.ts");
