import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import { type BridgeCallParams, type BridgeCallResult, publicationIdSchema } from "@assetql/contract";
import { textureMeta } from "@assetql/export-formats";
import { Editor, type RunOptions } from "./disk-program.ts";

export const PULL = publicationIdSchema.parse("pub_first-pull");
export const SECOND_PULL = publicationIdSchema.parse("pub_second-pull");
export const DRAGON = "Assets/AssetQL/Potions/Textures/dragon.png";

type Stage = BridgeCallParams<"files.stage">;
type Offer = BridgeCallResult<"files.offer">;

export const checksum = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(8, "0");
export const picture = (bytes = 3_000): Buffer => randomBytes(bytes);

/** A real folder of a project, and the editors that work on it. */
export class Project {
  readonly folder: string;
  /** Moves along with `moveTo`. */
  root: string;
  readonly #editors: Editor[] = [];

  private constructor(folder: string) {
    this.folder = folder;
    this.root = join(folder, "Potion Shop");
  }

  static async make(): Promise<Project> {
    const project = new Project(await realpath(await mkdtemp(join(tmpdir(), "assetql-project-"))));
    await mkdir(join(project.root, "Assets"), { recursive: true });
    return project;
  }

  async open(options?: RunOptions): Promise<Editor> {
    const editor = await Editor.open(this.root, options);
    this.#editors.push(editor);
    return editor;
  }

  async remove(): Promise<void> {
    await Promise.all(this.#editors.map((editor) => editor.kill()));
    await rm(this.folder, { recursive: true, force: true });
  }

  path = (path: string): string => join(this.root, path);
  has = (path: string): boolean => existsSync(this.path(path));
  read = (path: string): Promise<Buffer> => readFile(this.path(path));
  text = (path: string): Promise<string> => readFile(this.path(path), "utf8");
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is for the tests to say
  json = async (path: string): Promise<any> => JSON.parse(await this.text(path));

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await writeFile(this.path(path), content);
  }

  /** All below Assets, sorted; folders end with a slash. */
  async assets(): Promise<string[]> {
    const entries = await readdir(this.path("Assets"), { recursive: true, withFileTypes: true });
    return entries
      .map((entry) => {
        const path = join(entry.parentPath, entry.name).slice(this.path("Assets").length + 1);
        return entry.isDirectory() ? `${path}/` : path;
      })
      .sort();
  }
}

export interface Wanted {
  readonly pullId?: typeof PULL;
  readonly externalId?: string;
  readonly path?: string;
  readonly image?: string;
  readonly fields?: Stage["fields"];
  readonly settings?: Stage["settings"];
  readonly mapping?: Stage["mapping"];
}

/** Offers an image, sends what is not there of it, and stages it, as the bridge does. */
export async function stage(editor: Editor, bytes: Buffer, wanted: Wanted = {}): Promise<Offer> {
  const { pullId = PULL, externalId = "ast_dragon", image = "sha256:one" } = wanted;
  const content = { bytes: bytes.byteLength, crc32: checksum(bytes) };
  const offer = await editor.call("files.offer", {
    transfer: 1,
    ...content,
    pullId,
    externalId,
    path: wanted.path ?? DRAGON,
  });
  await send(editor, bytes, offer.offset);
  await editor.call("files.stage", {
    pullId,
    externalId,
    guid: offer.guid,
    path: offer.path,
    content: { ...content, image },
    meta: offer.isNew ? metaOf(offer.guid) : null,
    settings: wanted.settings ?? {},
    fields: wanted.fields ?? { title: "Dragon", maxSide: null },
    mapping: wanted.mapping ?? { assetId: externalId, guid: offer.guid, path: offer.path, title: "Dragon" },
  });
  return offer;
}

export const metaOf = (guid: string): string =>
  textureMeta(guid, {
    width: 64,
    height: 64,
    textureType: "sprite",
    pixelsPerUnit: 100,
    filterMode: "bilinear",
  });

/** From `offset` on; the whole of `bytes`, or `count` of it. Gives the length that is there then. */
export async function send(editor: Editor, bytes: Buffer, offset = 0, count?: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "assetql-content-"));
  try {
    const file = join(folder, "content");
    await writeFile(file, bytes);
    const content = { bytes: bytes.byteLength, crc32: checksum(bytes) };
    return await editor.ask({
      do: "send",
      ...content,
      file,
      offset,
      count: count ?? bytes.byteLength - offset,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const commit = (editor: Editor, externalIds = ["ast_dragon"], pullId = PULL) =>
  editor.call("import.commit", { pullId, externalIds });

/** What is there of one asset. */
export async function observe(editor: Editor, externalId = "ast_dragon", guid: string | null = null) {
  const { found } = await editor.call("project.observe", { references: [{ externalId, guid }] });
  const [observed] = found;
  if (observed === undefined) throw new Error("every reference is answered");
  return observed;
}
