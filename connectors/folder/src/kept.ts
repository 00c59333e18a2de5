import { copyFile, mkdir, readFile, rename, stat } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { type ChangeContext, ConnectorError } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import { diskOf, orNothing, writeWhole } from "./disk.ts";
import { OURS } from "./root.ts";
import type { Config } from "./settings.ts";
import { sha256, type Written } from "./sidecar.ts";

/** Where an image is kept that was replaced or removed, for undo. `value` is that of the field `image`. */
const keptPath = (root: string, value: string, extension: string): string =>
  join(root, OURS, "kept", `${value.replaceAll(/[^\w-]/g, "_")}${extension}`);

interface Kept {
  readonly path: string;
  /** Of the field `image` of what is there now. */
  readonly value: Json;
}

/** Before an image is replaced or removed. A kept one is never replaced: by then, the file may be the new one. */
export async function keepForUndo(
  context: ChangeContext<Config, null>,
  root: string,
  { path, value }: Kept,
): Promise<void> {
  if (typeof value !== "string") return;
  const disk = diskOf(context);
  const kept = keptPath(root, value, extname(path));
  await context.step("keep", async () => {
    if ((await disk(() => orNothing(stat(kept)))) === undefined) {
      await disk(async () => {
        await mkdir(dirname(kept), { recursive: true });
        await copyFile(path, `${kept}.tmp`);
        await rename(`${kept}.tmp`, kept);
      });
    }
    return null;
  });
}

/** Puts a kept image back. Throws a ConnectorError if it is no longer kept. */
export async function restore(root: string, path: string, value: string): Promise<Written> {
  const bytes = await orNothing(readFile(keptPath(root, value, extname(path))));
  if (bytes === undefined) {
    throw new ConnectorError(
      "image-missing",
      "The image from before is no longer kept, so it cannot be restored.",
    );
  }
  await writeWhole(path, bytes);
  return { image: value, fileSha256: sha256(bytes) };
}
