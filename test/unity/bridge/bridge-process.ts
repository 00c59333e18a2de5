/** A bridge in a process of its own, to be killed: `node bridge-process.ts HUB KEY FOLDER`. */
import { startBridge } from "@assetql/unity-bridge";

const [url, apiKey, folder] = process.argv.slice(2);
if (url === undefined || apiKey === undefined || folder === undefined) {
  throw new Error("Give the hub's address, a key and the bridge's folder");
}

await startBridge({
  hub: { url, apiKey },
  folder,
  port: 0,
  version: "0.0.0-test",
  log: (level, message, fields) => {
    if (level === "error") process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
  },
});
