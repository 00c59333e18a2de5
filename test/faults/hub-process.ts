/** A hub in a process of its own, to be killed: `node hub-process.ts DATA_FOLDER`. Says its address and key when it is up. */
import { startHub } from "@assetql/embedded";
import { createMoodyGenerator } from "./moody-generator.ts";

const [dataFolder] = process.argv.slice(2);
if (dataFolder === undefined) throw new Error("Give the data folder");

const hub = await startHub({
  dataFolder,
  generator: await createMoodyGenerator(),
  version: "0.0.0-test",
  log: (level, message, fields) => {
    if (level === "error") process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
  },
  // Few slots and a slow generator: the batch outlasts the kills.
  settings: { backoffUnitMs: 20, concurrency: 4 },
});
process.send?.({ url: hub.url, apiKey: hub.adminKey.secret });
