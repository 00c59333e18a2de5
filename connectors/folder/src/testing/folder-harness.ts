import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Connector } from "@assetql/connector-sdk";
import { CONFORMANCE_TARGET, type ConnectorHarness } from "@assetql/connector-sdk/conformance";
import { targetIdSchema } from "@assetql/contract";

export interface FolderHarness extends ConnectorHarness {
  readonly root: string;
  dispose(): Promise<void>;
}

const ITEMS = ["lamps", "mugs", "tents"];

/** A folder with three folders in it, and an editor with a text editor. */
export async function openFolderHarness(
  create: (options: { readonly allowedFolders: readonly string[] }) => Connector,
): Promise<FolderHarness> {
  const root = await mkdtemp(join(tmpdir(), "assetql-folder-"));
  const sidecarOf = (remoteId: string) => join(root, `${remoteId.slice(0, -extname(remoteId).length)}.json`);
  return {
    root,
    connector: create({ allowedFolders: [root] }),
    config: () => ({ folder: root }),
    items: ITEMS.map((id) => ({ id })),
    editable: ["altText", "title", "image"],
    restores: ["delete"],
    async reset() {
      for (const name of await readdir(root)) await rm(join(root, name), { recursive: true });
      for (const name of ITEMS) await mkdir(join(root, name));
    },
    asset(made, n) {
      const itemId = ITEMS[n % ITEMS.length] ?? "";
      // Every second one is for no item, and goes to the top.
      return n % 2 === 0
        ? made
        : { ...made, item: { targetId: targetIdSchema.parse(CONFORMANCE_TARGET), itemId } };
    },
    async countRemote() {
      const files = await readdir(root, { recursive: true });
      return files.filter((file) => file.endsWith(".png") && !file.startsWith(".assetql")).length;
    },
    async editRemotely(remoteId, field) {
      if (field === "image") return writeFile(join(root, remoteId), "another image");
      const sidecar: unknown = JSON.parse(await readFile(sidecarOf(remoteId), "utf8"));
      await writeFile(
        sidecarOf(remoteId),
        JSON.stringify({ ...Object(sidecar), [field]: "An editor's words" }),
      );
    },
    async removeRemotely(remoteId) {
      await rm(join(root, remoteId));
      await rm(sidecarOf(remoteId));
    },
    dispose: () => rm(root, { recursive: true }),
  };
}
