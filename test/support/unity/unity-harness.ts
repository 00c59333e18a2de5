import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConnectorHarness } from "@assetql/connector-sdk/conformance";
import { createUnityConnector, createWire, type EditorSession } from "@assetql/unity-bridge";
import { unusedHandlers } from "../../../unity-bridge/server/src/testing/unused-handlers.ts";
import { findBridge } from "./discovery.ts";
import { type DiskProject, openDiskProject } from "./disk-project.ts";
import { ScriptedEditor } from "./editor.ts";
import type { EditorProject } from "./editor-project.ts";

export interface UnityHarness extends ConnectorHarness {
  readonly project: DiskProject;
  readonly editor: ScriptedEditor;
  dispose(): Promise<void>;
}

const CHECKOUT = "0123456789abcdef0123456789abcdef";

/** A project on a disk, behind an editor that is connected to the real wire. */
export async function openUnityHarness(): Promise<UnityHarness> {
  const base = await mkdtemp(join(tmpdir(), "assetql-unity-"));
  const opened = Promise.withResolvers<EditorSession>();
  const wire = await createWire({
    handlers: unusedHandlers,
    onSession(session) {
      opened.resolve(session);
      return () => undefined;
    },
    hub: { url: "http://127.0.0.1:4747", isReachable: () => true },
    folder: join(base, "bridge"),
    port: 0,
    version: "0.0.0-test",
    log: () => undefined,
  });
  let resets = 0;
  const fresh = (): Promise<DiskProject> => {
    resets += 1;
    return openDiskProject({ root: join(base, `project-${resets}`), checkout: CHECKOUT });
  };
  let project = await fresh();
  const current: EditorProject = {
    checkout: CHECKOUT,
    name: project.name,
    answer: (name, params) => project.answer(name, params),
    receive: (header, content) => project.receive(header, content),
  };
  const { token } = await findBridge(join(base, "bridge"));
  const editor = await ScriptedEditor.open({ port: wire.port, token, project: current });
  const connector = createUnityConnector({ session: await opened.promise, client: hub });
  let edits = 0;
  const metaOf = async (guid: string): Promise<string> => {
    for (const path of await project.textures()) {
      const meta = join(project.root, `${path}.meta`);
      if ((await readFile(meta, "utf8")).includes(`guid: ${guid}`)) return meta;
    }
    throw new Error(`There is no texture with the GUID ${guid}`);
  };
  return {
    get project() {
      return project;
    },
    editor,
    connector,
    config: () => ({ checkout: CHECKOUT, project: "Potion Shop" }),
    items: [{ id: "mana" }, { id: "health" }],
    editable: ["image", "pixelsPerUnit", "filterMode"],
    restores: ["delete"],
    async reset() {
      project = await fresh();
      project.items = ["mana", "health"].map((id) => ({
        id,
        kind: "sprite",
        title: `A potion of ${id}`,
        url: null,
        fields: { title: `A potion of ${id}` },
        image: null,
        updatedAt: null,
      }));
    },
    countRemote: async () => (await project.textures()).length,
    async editRemotely(guid, field) {
      edits += 1;
      const meta = await metaOf(guid);
      if (field === "image") return writeFile(meta.slice(0, -".meta".length), `Painted over, no. ${edits}`);
      const text = await readFile(meta, "utf8");
      const edited =
        field === "pixelsPerUnit"
          ? text.replace(/spritePixelsToUnits: .*/, `spritePixelsToUnits: ${200 + edits}`)
          : text.replace(/filterMode: .*/, `filterMode: ${text.includes("filterMode: 0") ? 2 : 0}`);
      await writeFile(meta, edited);
    },
    async removeRemotely(guid) {
      const meta = await metaOf(guid);
      await rm(meta);
      await rm(meta.slice(0, -".meta".length));
    },
    async dispose() {
      await editor.drop();
      await wire.stop();
      await rm(base, { recursive: true });
    },
  };
}

const hub = {
  batches: { get: async () => ({ name: "Potions" }) },
  publications: { get: () => Promise.reject(new Error("The kit has no publications to be read")) },
};
