import { join } from "node:path";
import { type Bridge, readToken, startBridge } from "@assetql/unity-bridge";
import {
  type DiskProject,
  type EditorProject,
  findBridge,
  openDiskProject,
  ScriptedEditor,
} from "../../support/unity/index.ts";
import type { GameHub } from "./hub.ts";

export type BridgeRig = Awaited<ReturnType<typeof openBridgeRig>>;

interface RigOptions {
  readonly hub: GameHub;
  /** The hub's admin key unless told. */
  readonly apiKey?: string;
}

/** A bridge in this process, and editors that find it as Unity does. */
export async function openBridgeRig({ hub, apiKey = hub.apiKey }: RigOptions) {
  const folder = join(hub.base, "bridge");
  const logged: string[] = [];
  const bridge: Bridge = await startBridge({
    hub: { url: hub.url, apiKey },
    folder,
    port: 0,
    version: "0.0.0-test",
    log: (level, message, fields = {}) => {
      if (level === "error") logged.push(`${message} ${JSON.stringify(fields)}`);
    },
  });
  const editors: ScriptedEditor[] = [];
  let projects = 0;
  return {
    bridge,
    folder,
    /** One that every bridge in the folder takes. */
    token: () => readToken(folder),
    /** What the bridge has logged as errors. */
    errors: logged,
    project(): Promise<DiskProject> {
      projects += 1;
      return openDiskProject({ root: join(hub.base, `project-${projects}`) });
    },
    async editor(project: EditorProject): Promise<ScriptedEditor> {
      const { port, token } = await findBridge(folder);
      const editor = await ScriptedEditor.open({ port, token, project });
      editors.push(editor);
      return editor;
    },
    async dispose() {
      await Promise.all(editors.map((editor) => editor.drop()));
      await bridge.stop();
    },
  };
}
