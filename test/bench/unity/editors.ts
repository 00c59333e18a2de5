import { once } from "node:events";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { until } from "../../support/until.ts";
import { openHeadlessEditor } from "../../unity/client-wire/headless-editor.ts";
import type { SeededHub } from "./hub-process.ts";
import type { NodeClientTold } from "./node-client.ts";
import { dismissed, forked } from "./processes.ts";

/** An editor that has planned to pull all images, and is to be told to. */
export interface PlannedEditor {
  readonly pid: number;
  /** Milliseconds since 1970 when all of it was applied. */
  apply(): Promise<{ readonly at: number; readonly files: number; readonly received: number | undefined }>;
  /** Once half of the images has come. */
  half(): Promise<void>;
  /** When it was connected again, milliseconds since 1970. */
  again(): Promise<number>;
  close(): Promise<void>;
}

export type OpenEditor = (place: EditorPlace) => Promise<PlannedEditor>;

export interface EditorPlace {
  /** Of the bridge. */
  readonly folder: string;
  /** Of the project. */
  readonly root: string;
  readonly hub: SeededHub;
}

export const openNodeEditor: OpenEditor = async ({ folder, root, hub }) => {
  await mkdir(root, { recursive: true });
  const child = forked("node-client.ts", [folder, root]);
  const told: NodeClientTold[] = [];
  child.on("message", (message: NodeClientTold) => told.push(message));
  const untilTold = async <Is extends NodeClientTold["is"]>(is: Is) => {
    for (;;) {
      const found = told.find((one): one is Extract<NodeClientTold, { is: Is }> => one.is === is);
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`The editor has ended with ${child.exitCode}`);
      await Promise.race([once(child, "message"), once(child, "exit")]);
    }
  };
  child.send([...hub.ids]);
  await untilTold("planned");
  return {
    pid: child.pid ?? 0,
    apply() {
      child.send("go");
      return untilTold("applied");
    },
    half: async () => void (await untilTold("half")),
    again: async () => (await untilTold("connected")).at,
    close: () => dismissed(child),
  };
};

interface PullTold {
  readonly id: string;
  readonly status: string;
}

/** When it came true, milliseconds since 1970. */
const whenTrue = (isTrue: () => boolean): Promise<number> =>
  until(async () => (isTrue() ? Date.now() : undefined));

export const openMonoEditor: OpenEditor = async ({ folder, root, hub }) => {
  await mkdir(join(root, "Assets"), { recursive: true });
  const editor = await openHeadlessEditor({ project: root, folder });
  await editor.connect();
  const scope = { kind: "assets", assetIds: hub.ids };
  const { id: pullId } = await editor.ask<PullTold>("pulls.plan", { scope, import: null, conflicts: null });
  const isIn = (wanted: string): boolean =>
    editor.eventsOf<PullTold>("pull").some(({ id, status }) => id === pullId && status === wanted);
  await whenTrue(() => isIn("planned"));
  return {
    pid: editor.pid,
    async apply() {
      await editor.ask("pulls.apply", { pullId });
      const at = await whenTrue(() => isIn("applied"));
      const names = await readdir(join(root, "Assets"), { recursive: true });
      return { at, files: names.filter((name) => name.endsWith(".png")).length, received: undefined };
    },
    async half() {
      const progress = () => editor.eventsOf<{ files: number }>("progress");
      await whenTrue(() => progress().some(({ files }) => files >= hub.ids.length / 2));
    },
    again() {
      const before = editor.connections().length;
      const later = () => editor.connections().slice(before);
      return whenTrue(() => later().some(({ state }) => state === "Connected"));
    },
    close: () => editor.close(),
  };
};
