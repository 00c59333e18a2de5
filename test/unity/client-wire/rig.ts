import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestWire, type TestWire } from "../../../unity-bridge/server/src/testing/open-test-wire.ts";
import { type HeadlessEditor, type OpenOptions, openHeadlessEditor } from "./headless-editor.ts";

export type WireOptions = NonNullable<Parameters<typeof openTestWire>[0]>;

/** What one test opens, and what is closed after it. */
export class Rig {
  readonly #closing: (() => Promise<unknown>)[] = [];

  /** An empty folder of its own. */
  async folder(name: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), `assetql-client-${name}-`));
    this.#closing.push(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }

  /** The root of a project without anything in it. */
  async project(): Promise<string> {
    const root = await this.folder("project");
    await mkdir(join(root, "Assets"));
    return root;
  }

  async wire(options?: WireOptions): Promise<TestWire> {
    const wire = await openTestWire(options);
    this.#closing.push(() => wire.dispose());
    return wire;
  }

  /** An editor with a project, an empty one if none is named. */
  async editor(
    options: Omit<OpenOptions, "project"> & { readonly project?: string },
  ): Promise<HeadlessEditor> {
    const editor = await openHeadlessEditor({
      ...options,
      project: options.project ?? (await this.project()),
    });
    this.#closing.push(() => editor.kill());
    return editor;
  }

  /** To be closed as well. */
  add<Thing extends { stop(): Promise<unknown> }>(thing: Thing): Thing {
    this.#closing.push(() => thing.stop());
    return thing;
  }

  /** The last first. */
  async close(): Promise<void> {
    for (const close of this.#closing.splice(0).reverse()) await close();
  }
}
