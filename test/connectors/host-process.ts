/** A host in a process of its own, to be killed: `node host-process.ts HUB KEY FOLDER`. Says when it begins to write. */
import { createClient } from "@assetql/client";
import { createHost } from "@assetql/connector-sdk";
import { createFolderConnector } from "@assetql/folder";
import { createDoor } from "@assetql/outgoing";

const [baseUrl, apiKey, folder] = process.argv.slice(2);
if (baseUrl === undefined || folder === undefined)
  throw new Error("Give the hub's address, a key and the folder");

createHost({
  hub: createClient({ baseUrl, apiKey }),
  connectors: [createFolderConnector({ allowedFolders: [folder] })],
  door: createDoor({ allow: [] }),
  log: (level, message, fields) => {
    if (level === "error") process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
  },
  onEvent: ({ type }) => {
    if (type === "request") process.send?.("request");
  },
}).start();
