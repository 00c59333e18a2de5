/**
 * An editor without Unity in a process of its own: `node node-client.ts BRIDGE-FOLDER PROJECT`. Told what to pull it
 * plans it and says so, told to go on it applies it, and says what came.
 */
import { once } from "node:events";
import type { AssetId } from "@assetql/contract";
import { findBridge, openDiskProject, ScriptedEditor } from "../../support/unity/index.ts";
import { until } from "../../support/until.ts";

export type NodeClientTold =
  | { readonly is: "planned" }
  | { readonly is: "half" }
  | { readonly is: "connected"; readonly at: number }
  | { readonly is: "applied"; readonly at: number; readonly received: number; readonly files: number };

const [folder = "", root = ""] = process.argv.slice(2);
const tell = (told: NodeClientTold): void => void process.send?.(told);

const { port, token } = await findBridge(folder);
const project = await openDiskProject({ root, name: "Bench" });
const editor = await ScriptedEditor.open({ port, token, project });
const assetIds: AssetId[] = await once(process, "message").then(([given]) => given);
const { id: pullId } = await editor.request("pulls.plan", {
  scope: { kind: "assets", assetIds },
  import: {},
  conflicts: null,
});
await editor.untilEvent("pull.changed", ({ id, status }) => id === pullId && status === "planned");
tell({ is: "planned" });
await once(process, "message");
await editor.request("pulls.apply", { pullId, conflicts: null });
void editor
  .untilEvent("pull.progress", ({ files }) => files >= assetIds.length / 2)
  .then(() => tell({ is: "half" }));
void stayConnected();
await until(async () => {
  const isApplied = editor
    .eventsOf("pull.changed")
    .some(({ id, status }) => id === pullId && status === "applied");
  return isApplied || undefined;
});
const files = (await project.textures()).length;
tell({ is: "applied", at: Date.now(), received: editor.received, files });
process.once("message", () => process.exit(0));

/** The package connects again by itself; the scripted editor is told to. */
async function stayConnected(): Promise<void> {
  for (;;) {
    await until(async () => (editor.isConnected ? undefined : true)).catch(() => undefined);
    if (editor.isConnected) continue;
    await until(async () => {
      const found = await findBridge(folder);
      return editor.connect(found).catch(() => undefined);
    });
    tell({ is: "connected", at: Date.now() });
  }
}
