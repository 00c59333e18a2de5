/** `node wire-process.ts <folder> <port>`: a bridge without a hub, to be killed. Says "ready" when it listens. */
import { createWire } from "@assetql/unity-bridge";
import { unusedHandlers } from "../../../unity-bridge/server/src/testing/unused-handlers.ts";

const [, , folder = "", port = ""] = process.argv;
await createWire({
  folder,
  port: Number(port),
  version: "0.1.0-test",
  hub: { url: "http://127.0.0.1:4310", isReachable: () => true },
  handlers: { ...unusedHandlers, "styles.list": async () => ({ items: [], cursor: null }) },
  onSession: () => () => {},
  log: (level, message) => console.error(level, message),
});
console.info("ready");
