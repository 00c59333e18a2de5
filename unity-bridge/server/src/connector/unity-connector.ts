import type { Connector, Manifest } from "@assetql/connector-sdk";
import { createBatchFolders } from "./batch-folders.ts";
import { checkEditor } from "./check.ts";
import { commitChanges } from "./commit.ts";
import { desire } from "./desire.ts";
import { listItems } from "./items.ts";
import { observeAll } from "./observe.ts";
import type { Parts, UnityOptions } from "./parts.ts";
import { createProgress } from "./progress.ts";
import { restoreChange, withdrawChange } from "./restore.ts";
import { createRoom } from "./room.ts";
import { type Config, configSchema, manifestFields, overridable } from "./settings.ts";
import { applyChange } from "./stage.ts";

export const unityManifest: Manifest<Config, null> = {
  name: "unity",
  title: "Unity",
  description:
    "Textures in an open Unity project, below Assets/AssetQL, in one import. The bridge on the developer's machine runs it; items are the project's own list of missing sprites.",
  configSchema,
  credentialsSchema: null,
  fields: manifestFields,
  itemFields: ["title"],
  deletions: ["keep", "delete"],
  overridable,
  receivesWebhooks: false,
  pace: { requestsPerSecond: 1_000, burst: 1_000, concurrency: 24 },
};

/** A few images are enough to keep hub, bridge and editor busy. */
const ROOM_BYTES = 12 * 1_048_576;

/** The connector to the one project that is open in the editor of `session`. */
export function createUnityConnector({ session, client }: UnityOptions): Connector<Config, null> {
  const parts: Parts = {
    session,
    folders: createBatchFolders(client.batches),
    progress: createProgress(session, client.publications),
    room: createRoom(ROOM_BYTES),
    seenAt: new Map(),
  };
  return {
    manifest: unityManifest,
    check: (context) => checkEditor(session, context),
    listItems: (context, query, cursor) => listItems(session, context, { query, cursor }),
    desire: ({ config }, asset, mapping) => desire(config, asset, mapping),
    observe: (context, references) => observeAll(parts, context, references),
    apply: (context, change) => applyChange(parts, context, change),
    withdraw: (context, change) => withdrawChange(parts, context, change),
    commit: (context, changes) => commitChanges(parts, context, changes),
    revert: (context, change) => restoreChange(session, context, change),
  };
}
