import { randomBytes } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type {
  BridgeCall,
  BridgeCallParams,
  BridgeCallResult,
  Item,
  Snapshot,
  UnityObserved,
} from "@assetql/contract";
import { folderMeta, unityGuid } from "@assetql/export-formats";
import type { EditorProject } from "./editor.ts";
import { type Entry, type MappingFile, openMapping, withFields } from "./mapping-file.ts";
import { CallRefused } from "./protocol.ts";
import { hexCrc32, Staging } from "./staging.ts";
import { readSettings, writeSettings } from "./texture-settings.ts";

export interface DiskProject extends EditorProject {
  readonly root: string;
  /** The project's list of missing sprites. */
  items: Item[];
  /** How often Unity would have imported. */
  readonly imports: number;
  /** Calls are held back while it is set, as by an editor that compiles. */
  hold: Promise<void> | undefined;
  /** Paths of the textures below `Assets`, from the project's root. */
  textures(): Promise<string[]>;
  /** Where the texture of an asset is now; undefined if it is nowhere. */
  find(externalId: string): Promise<string | undefined>;
}

interface DiskProjectOptions {
  readonly root: string;
  readonly name?: string;
  readonly checkout?: string;
}

type Params<Name extends BridgeCall> = BridgeCallParams<Name>;
type Result<Name extends BridgeCall> = Promise<BridgeCallResult<Name>>;
type Answers = { readonly [Name in BridgeCall]: (params: Params<Name>) => Result<Name> };

/** A project without Unity, as a folder that answers the bridge's calls; it outlives the editors that open it. */
export async function openDiskProject(options: DiskProjectOptions): Promise<DiskProject> {
  const { root, name = "Potion Shop", checkout = randomBytes(16).toString("hex") } = options;
  const project = new Folder(root, await openMapping(root));
  return Object.assign(project, { root, name, checkout });
}

class Folder {
  readonly #root: string;
  readonly #mapping: MappingFile;
  readonly #staging: Staging;
  items: Item[] = [];
  imports = 0;
  hold: Promise<void> | undefined;

  constructor(root: string, mapping: MappingFile) {
    this.#root = root;
    this.#mapping = mapping;
    this.#staging = new Staging(root);
  }

  async answer<Name extends BridgeCall>(name: Name, params: Params<Name>): Result<Name> {
    await this.hold;
    const answers: Answers = this.#answers;
    return answers[name](params);
  }

  receive: EditorProject["receive"] = (header, content) => this.#staging.receive(header, content);

  async textures(): Promise<string[]> {
    const names = await readdir(join(this.#root, "Assets"), { recursive: true }).catch(() => []);
    return names
      .filter((name) => /\.(png|tga)$/.test(name))
      .map((name) => `Assets/${name}`)
      .sort();
  }

  async find(externalId: string): Promise<string | undefined> {
    const entry = this.#mapping.entries[externalId];
    return entry && this.#pathOf(entry);
  }

  readonly #answers: Answers = {
    "project.items": async ({ search, ids, cursor }) => {
      const wanted = this.items.filter(
        ({ id, title }) =>
          (ids?.includes(id) ?? true) && title.toLowerCase().includes((search ?? "").toLowerCase()),
      );
      const start = Number(cursor ?? 0);
      const end = start + 100;
      return { items: wanted.slice(start, end), cursor: end < wanted.length ? String(end) : null };
    },
    "project.observe": async ({ references }) => ({
      found: await Promise.all(references.map(({ externalId }) => this.#observe(externalId))),
    }),
    "files.offer": (params) => this.#offer(params),
    "files.stage": async (params) => {
      const { pullId, externalId, content } = params;
      if (content !== null) await this.#staging.assertWhole(externalId, content);
      const offer = (await this.#staging.read(externalId))?.offer ?? null;
      await this.#staging.write(externalId, { pullId, offer, change: { kind: "write", params } });
      return {};
    },
    "files.remove": async ({ pullId, externalId, guid }) => {
      await this.#staging.write(externalId, { pullId, offer: null, change: { kind: "remove", guid } });
      return {};
    },
    "import.commit": (params) => this.#commit(params),
    "import.restore": async (params) => {
      await this.#restore(params);
      return {};
    },
    "import.refresh": async () => {
      this.imports += 1;
      return {};
    },
  };

  async #observe(externalId: string): Promise<UnityObserved> {
    const entry = this.#mapping.entries[externalId];
    const path = entry && (await this.#pathOf(entry));
    if (entry === undefined || path === undefined) return { externalId, guid: null, path: null, fields: {} };
    return { externalId, guid: entry.guid, path, fields: await this.#fieldsOf(entry, path) };
  }

  async #fieldsOf(entry: Entry, path: string): Promise<Snapshot> {
    const [content, meta] = await Promise.all([
      readFile(join(this.#root, path)),
      readFile(join(this.#root, `${path}.meta`), "utf8"),
    ]);
    const sum = hexCrc32(content);
    return {
      image: sum === entry.crc32 ? entry.image : `file:${sum}`,
      ...readSettings(meta),
      ...entry.fields,
    };
  }

  /** There, or wherever the .meta with its GUID has been moved. */
  async #pathOf({ guid, path }: Pick<Entry, "guid" | "path">): Promise<string | undefined> {
    for (const place of [path, ...(await this.textures())]) {
      const meta = await readFile(join(this.#root, `${place}.meta`), "utf8").catch(() => "");
      if (meta.includes(`guid: ${guid}`) && (await this.#isThere(place))) return place;
    }
    return undefined;
  }

  #isThere(path: string): Promise<boolean> {
    return access(join(this.#root, path)).then(
      () => true,
      () => false,
    );
  }

  async #offer(params: Params<"files.offer">): Result<"files.offer"> {
    const { externalId, pullId, bytes, crc32 } = params;
    const known = await this.#staging.read(externalId);
    const entry = this.#mapping.entries[externalId];
    const there = entry && (await this.#pathOf(entry));
    const isNew = there === undefined;
    const path = there ?? (await this.#freePath(params.path, externalId));
    const guid = entry?.guid ?? unityGuid(`${path}#${externalId}`);
    const offset = await this.#staging.expect(params, known);
    await this.#staging.write(externalId, {
      pullId,
      change: null,
      offer: { bytes, crc32, guid, path, isNew },
    });
    return { offset, guid, path, isNew };
  }

  readonly #promised = new Map<string, string>();

  /** Beside what somebody else has, under a name that is as good as unique, and the same each time. */
  async #freePath(path: string, externalId: string): Promise<string> {
    const dot = path.lastIndexOf(".");
    const other = `${path.slice(0, dot)}-${externalId.slice(-8)}${path.slice(dot)}`;
    const owner = this.#promised.get(path);
    if (owner !== undefined && owner !== externalId) return other;
    this.#promised.set(path, externalId);
    return (await this.#isThere(path)) ? other : path;
  }

  async #commit({ pullId, externalIds }: Params<"import.commit">): Result<"import.commit"> {
    const failed: Awaited<Result<"import.commit">>["failed"] = [];
    for (const externalId of externalIds) {
      try {
        await this.#commitOne(pullId, externalId);
      } catch (error) {
        if (!(error instanceof CallRefused)) throw error;
        failed.push({ externalId, code: error.code, detail: error.message });
      }
    }
    await this.#mapping.save();
    this.imports += 1;
    return { failed };
  }

  async #commitOne(pullId: string, externalId: string): Promise<void> {
    const staged = await this.#staging.read(externalId);
    if (staged === undefined || staged.change === null || staged.pullId !== pullId) {
      const isDone = [this.#mapping.entries, this.#mapping.removed].some(
        (all) => all[externalId]?.pullId === pullId,
      );
      if (isDone) return;
      throw new CallRefused("staging-missing", "What was staged is gone. Pull again.");
    }
    const { change } = staged;
    if (change.kind === "remove") await this.#removeTexture(pullId, externalId);
    else await this.#writeTexture(pullId, externalId, change.params);
    await this.#mapping.save();
    await this.#staging.remove(externalId);
  }

  async #writeTexture(pullId: string, externalId: string, params: Params<"files.stage">): Promise<void> {
    const { guid, path, content, meta, settings, fields, mapping } = params;
    const old = this.#mapping.entries[externalId];
    const target = join(this.#root, path);
    const metaPath = `${target}.meta`;
    await this.#makeFolders(path);
    if (old !== undefined && content !== null && (await this.#isThere(path))) await this.#keep(old, path);
    const settled = meta ?? writeSettings(await readFile(metaPath, "utf8"), settingsOf(settings));
    await writeFile(metaPath, settled);
    if (content !== null) await rename(this.#staging.contentPath(externalId), target);
    const image = content?.image ?? old?.image ?? "";
    const crc32 = content?.crc32 ?? old?.crc32 ?? "";
    const kept = meta === null ? (old?.fields ?? {}) : {};
    this.#mapping.entries[externalId] = {
      guid,
      path,
      image,
      crc32,
      mapping,
      pullId,
      fields: withFields(kept, fields),
    };
    delete this.#mapping.removed[externalId];
  }

  async #removeTexture(pullId: string, externalId: string): Promise<void> {
    const entry = this.#mapping.entries[externalId];
    const path = entry && (await this.#pathOf(entry));
    if (entry === undefined || path === undefined)
      throw new CallRefused("file-missing", "The texture is gone already.");
    const meta = await readFile(join(this.#root, `${path}.meta`), "utf8");
    const seen = await this.#fieldsOf(entry, path);
    await this.#keep(entry, path);
    await rm(join(this.#root, `${path}.meta`));
    this.#mapping.removed[externalId] = { ...entry, path, meta, seen, pullId };
    delete this.#mapping.entries[externalId];
  }

  /** Puts the file aside for an undo. */
  async #keep(entry: Entry, path: string): Promise<void> {
    const { image } = await this.#fieldsOf(entry, path);
    const kept = this.#keptPath(entry.guid, image);
    await mkdir(dirname(kept), { recursive: true });
    await rename(join(this.#root, path), kept);
  }

  #keptPath(guid: string, image: unknown): string {
    return join(this.#root, "Library", "AssetQL", "kept", guid, String(image).replaceAll(/[^\w]/g, "_"));
  }

  async #restore({ externalId, pullId, fields, remove }: Params<"import.restore">): Promise<void> {
    const removed = this.#mapping.removed[externalId];
    const entry = this.#mapping.entries[externalId] ?? removed;
    if (entry === undefined) throw new CallRefused("file-missing", "The texture was never here.");
    const path = (await this.#pathOf(entry)) ?? entry.path;
    if (remove) {
      await this.#keep(entry, path).catch(() => undefined);
      await rm(join(this.#root, `${path}.meta`), { force: true });
      delete this.#mapping.entries[externalId];
      return this.#mapping.save();
    }
    const metaPath = join(this.#root, `${path}.meta`);
    const meta = removed?.meta ?? (await readFile(metaPath, "utf8"));
    const { image, textureType, pixelsPerUnit, filterMode, ...rest } = fields;
    const crc32 = typeof image === "string" ? await this.#restoreImage(entry, path, image) : entry.crc32;
    await writeFile(metaPath, writeSettings(meta, settingsOf({ textureType, pixelsPerUnit, filterMode })));
    this.#mapping.entries[externalId] = {
      ...entry,
      path,
      pullId,
      crc32,
      image: typeof image === "string" ? image : entry.image,
      fields: withFields(entry.fields, rest),
    };
    delete this.#mapping.removed[externalId];
    await this.#mapping.save();
  }

  async #restoreImage(entry: Entry, path: string, image: string): Promise<string> {
    const kept = this.#keptPath(entry.guid, image);
    const content = await readFile(kept).catch(() => undefined);
    if (content === undefined) throw new CallRefused("file-missing", "The former image is no longer kept.");
    if (await this.#isThere(path)) await this.#keep(entry, path);
    await writeFile(join(this.#root, path), content);
    return hexCrc32(content);
  }

  async #makeFolders(path: string): Promise<void> {
    const folders = path
      .split("/")
      .slice(0, -1)
      .map((_, index, all) => all.slice(0, index + 1).join("/"));
    await mkdir(join(this.#root, dirname(path)), { recursive: true });
    for (const folder of folders.slice(1)) {
      const meta = join(this.#root, `${folder}.meta`);
      await writeFile(meta, folderMeta(folder), { flag: "wx" }).catch(() => undefined);
    }
  }
}

type Settings = Parameters<typeof writeSettings>[1];

/** Only those that have a value of their kind. */
function settingsOf({ textureType, pixelsPerUnit, filterMode }: Readonly<Record<string, unknown>>): Settings {
  return {
    ...(textureType === "sprite" || textureType === "texture" ? { textureType } : {}),
    ...(typeof pixelsPerUnit === "number" ? { pixelsPerUnit } : {}),
    ...(filterMode === "point" || filterMode === "bilinear" || filterMode === "trilinear"
      ? { filterMode }
      : {}),
  };
}
