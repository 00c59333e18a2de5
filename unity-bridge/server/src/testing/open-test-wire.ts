import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readToken } from "../discovery/token.ts";
import type { CommandHandlers, EditorSession } from "../session/editor-session.ts";
import { createWire, type Wire, type WireOptions } from "../socket/create-wire.ts";
import { connectEditor, type EditorOptions, type TestEditor } from "./test-editor.ts";
import { unusedHandlers } from "./unused-handlers.ts";

export interface TestWire extends Wire {
  readonly folder: string;
  readonly token: string;
  readonly log: readonly string[];
  /** Those that were opened, in their order. */
  readonly sessions: readonly EditorSession[];
  /** Checkouts whose sessions were cleared away. */
  readonly cleared: readonly string[];
  /** An editor with the right token; nothing of it is left when the wire is disposed of. */
  connect(options?: EditorOptions): TestEditor;
  dispose(): Promise<void>;
}

type Options = Partial<Pick<WireOptions, "limits" | "port" | "hub" | "onSession">> & {
  readonly handlers?: Partial<CommandHandlers>;
};

/** The real wire, at any port and in a folder of its own, with whatever of the hub a test brings along. */
export async function openTestWire({ handlers = {}, ...options }: Options = {}): Promise<TestWire> {
  const folder = await mkdtemp(join(tmpdir(), "assetql-wire-"));
  const log: string[] = [];
  const sessions: EditorSession[] = [];
  const cleared: string[] = [];
  const editors: TestEditor[] = [];
  const wire = await createWire({
    port: 0,
    hub: { url: "http://127.0.0.1:4310", isReachable: () => true },
    folder,
    version: "0.1.0-test",
    log: (level, message, fields) => log.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`),
    handlers: { ...unusedHandlers, ...handlers },
    onSession: (session) => {
      sessions.push(session);
      return () => void cleared.push(session.checkout);
    },
    ...options,
  });
  const token = await readToken(folder);
  return {
    ...wire,
    folder,
    token,
    log,
    sessions,
    cleared,
    connect(editorOptions = {}) {
      const editor = connectEditor(wire.address, { token, ...editorOptions });
      editors.push(editor);
      return editor;
    },
    async dispose() {
      for (const editor of editors) editor.socket.terminate();
      await wire.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
