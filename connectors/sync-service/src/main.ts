import process from "node:process";
import { interrupted, SettingsError } from "@assetql/connector-sdk/process";
import { AllowedNetworkError } from "@assetql/outgoing";
import { PortUnavailableError } from "./http/http-server.ts";
import { createJsonLog } from "./log/service-log.ts";
import { createSyncService } from "./service/create-sync-service.ts";
import { readSettings } from "./settings/settings.ts";

/** Runs the service until it is told to stop, and then stops it well: that is success. */
async function main(): Promise<void> {
  const { logLevel, ...settings } = readSettings(process.env);
  const log = createJsonLog((line) => process.stdout.write(line), logLevel);
  const service = await createSyncService({ ...settings, log, measureProcess: true });
  log("info", "The sync service listens", { url: service.url, hub: settings.hubUrl });
  await interrupted();
  log("info", "Stopping; work in hand is given back to the hub");
  await service.stop();
  log("info", "Stopped");
}

try {
  await main();
} catch (error) {
  const isExpected =
    error instanceof SettingsError ||
    error instanceof PortUnavailableError ||
    error instanceof AllowedNetworkError;
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
