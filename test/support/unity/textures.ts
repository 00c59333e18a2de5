import { access, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Json, Snapshot } from "@assetql/contract";
import { folderMeta } from "@assetql/export-formats";
import type { Entry } from "./mapping-file.ts";
import { hexCrc32 } from "./staging.ts";
import { readSettings } from "./texture-settings.ts";

type Place = Pick<Entry, "guid" | "path">;

/** The files of a project below `Assets`, by their paths from its root, and those put aside for an undo. */
export class Textures {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  full(path: string): string {
    return join(this.#root, path);
  }

  metaOf(path: string): string {
    return `${this.full(path)}.meta`;
  }

  readMeta(path: string): Promise<string> {
    return readFile(this.metaOf(path), "utf8");
  }

  async all(): Promise<string[]> {
    const names = await readdir(join(this.#root, "Assets"), { recursive: true }).catch(() => []);
    const textures = names.filter((name) => /\.(png|tga)$/.test(name));
    return textures.map((name) => `Assets/${name}`).sort();
  }

  isThere(path: string): Promise<boolean> {
    return access(this.full(path)).then(
      () => true,
      () => false,
    );
  }

  /** There, or wherever the .meta with its GUID has been moved. */
  async find({ guid, path }: Place): Promise<string | undefined> {
    if (await this.#is(path, guid)) return path;
    for (const place of await this.all()) if (await this.#is(place, guid)) return place;
    return undefined;
  }

  async #is(path: string, guid: string): Promise<boolean> {
    const meta = await this.readMeta(path).catch(() => "");
    return meta.includes(`guid: ${guid}`) && this.isThere(path);
  }

  /** What is seen of a texture that is at `path`. */
  async fieldsOf(entry: Entry, path: string): Promise<Snapshot> {
    const [content, meta] = await Promise.all([readFile(this.full(path)), this.readMeta(path)]);
    const sum = hexCrc32(content);
    const image = sum === entry.crc32 ? entry.image : `file:${sum}`;
    return { image, ...readSettings(meta), ...entry.fields };
  }

  /** Puts the file aside, under the image that it shows. */
  async keep(entry: Entry, path: string): Promise<void> {
    const { image = null } = await this.fieldsOf(entry, path);
    const kept = this.#keptPath(entry, image);
    await mkdir(dirname(kept), { recursive: true });
    await rename(this.full(path), kept);
  }

  /** Undefined for an image that was not put aside. */
  kept(entry: Entry, image: string): Promise<Buffer | undefined> {
    return readFile(this.#keptPath(entry, image)).catch(() => undefined);
  }

  #keptPath({ guid }: Entry, image: Json): string {
    return join(this.#root, "Library", "AssetQL", "kept", guid, String(image).replaceAll(/[^\w]/g, "_"));
  }

  /** The folders of a path, each with its .meta. */
  async makeFolders(path: string): Promise<void> {
    const segments = path.split("/").slice(0, -1);
    await mkdir(this.full(segments.join("/")), { recursive: true });
    for (let count = 2; count <= segments.length; count += 1) {
      const folder = segments.slice(0, count).join("/");
      await writeFile(this.metaOf(folder), folderMeta(folder), { flag: "wx" }).catch(() => undefined);
    }
  }
}
