import process from "node:process";
import { interrupted, SettingsError } from "@assetql/connector-sdk/process";
import { shopifyConnector } from "@assetql/shopify";
import { BuildMissingError, createApp, PortUnavailableError } from "./create-app.ts";
import { createJsonLog } from "./log/log.ts";
import { readSettings } from "./settings/settings.ts";
import { FolderUnusableError } from "./store/sqlite-database.ts";

/** Runs the app until it is told to stop, and then stops it well: that is success. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createJsonLog((line) => process.stdout.write(line), settings.logLevel);
  const app = await createApp({ settings, log, connector: shopifyConnector });
  log("info", "The Shopify app listens", { url: app.url, hub: settings.hubUrl, store: settings.store.kind });
  await interrupted();
  log("info", "Stopping; work in hand is given back to the hub");
  await app.stop();
  log("info", "Stopped");
  // Node's fetch keeps the sockets of its last requests for seconds, and the process with them.
  process.exit();
}

try {
  await main();
} catch (error) {
  const isExpected =
    error instanceof SettingsError ||
    error instanceof BuildMissingError ||
    error instanceof FolderUnusableError ||
    error instanceof PortUnavailableError;
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
