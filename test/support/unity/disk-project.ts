import { randomBytes } from "node:crypto";
import type { BridgeCall, BridgeCallParams, BridgeCallResult, Item } from "@assetql/contract";
import { unityGuid } from "@assetql/export-formats";
import { commitPull } from "./commit.ts";
import type { EditorProject } from "./editor-project.ts";
import { openMapping } from "./mapping-file.ts";
import type { ProjectParts } from "./project-parts.ts";
import { restoreTexture } from "./restore.ts";
import { Staging } from "./staging.ts";
import { Textures } from "./textures.ts";

export interface DiskProject extends EditorProject {
  readonly root: string;
  /** The project's list of missing sprites. */
  items: readonly Item[];
  /** How often Unity would have imported. */
  readonly imports: number;
  /** Paths of the textures below `Assets`, from the project's root. */
  textures(): Promise<string[]>;
  /** Where the texture of an asset is now; undefined if it is nowhere. */
  find(externalId: string): Promise<string | undefined>;
}

export interface DiskProjectOptions {
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
  const textures = new Textures(root);
  const parts: ProjectParts = { mapping: await openMapping(root), staging: new Staging(root), textures };
  const state = { items: [] as readonly Item[], imports: 0 };
  const answers = createAnswers(parts, state);
  return {
    root,
    name,
    checkout,
    answer: (call, params) => answers[call](params),
    receive: (header, content) => parts.staging.receive(header, content),
    get items() {
      return state.items;
    },
    set items(items) {
      state.items = items;
    },
    get imports() {
      return state.imports;
    },
    textures: () => textures.all(),
    async find(externalId) {
      const entry = parts.mapping.entries[externalId];
      return entry && textures.find(entry);
    },
  };
}

interface State {
  readonly items: readonly Item[];
  imports: number;
}

function createAnswers(parts: ProjectParts, state: State): Answers {
  const { staging } = parts;
  const offer = createOffers(parts);
  return {
    "project.items": async (asked) => pageOf(state.items, asked),
    "project.observe": async ({ references }) => ({
      found: await Promise.all(references.map(({ externalId }) => observe(parts, externalId))),
    }),
    "files.offer": offer,
    "files.stage": async (params) => {
      const { pullId, externalId, content } = params;
      if (content !== null) await staging.assertWhole(externalId, content);
      await staging.write(externalId, { pullId, change: { kind: "write", params } });
      return {};
    },
    "files.remove": async ({ pullId, externalId, guid }) => {
      await staging.write(externalId, { pullId, change: { kind: "remove", guid } });
      return {};
    },
    "import.commit": async (params) => {
      const failed = await commitPull(parts, params);
      state.imports += 1;
      return { failed };
    },
    "import.restore": async (params) => {
      await restoreTexture(parts, params);
      return {};
    },
    "import.refresh": async () => {
      state.imports += 1;
      return {};
    },
  };
}

const PAGE = 100;

function pageOf(items: readonly Item[], { search, ids, cursor }: Params<"project.items">) {
  const text = (search ?? "").toLowerCase();
  const wanted = items.filter(
    ({ id, title }) => (ids?.includes(id) ?? true) && title.toLowerCase().includes(text),
  );
  const start = Number(cursor ?? 0);
  const end = start + PAGE;
  return { items: wanted.slice(start, end), cursor: end < wanted.length ? String(end) : null };
}

async function observe({ mapping, textures }: ProjectParts, externalId: string) {
  const entry = mapping.entries[externalId];
  const path = entry && (await textures.find(entry));
  if (entry === undefined || path === undefined) return { externalId, guid: null, path: null, fields: {} };
  return { externalId, guid: entry.guid, path, fields: await textures.fieldsOf(entry, path) };
}

/** New textures go where they are wanted, or beside what somebody else has there. */
function createOffers({ mapping, staging, textures }: ProjectParts): Answers["files.offer"] {
  const promised = new Map<string, string>();
  const freePath = async (path: string, externalId: string): Promise<string> => {
    const dot = path.lastIndexOf(".");
    // As good as unique, and the same each time.
    const other = `${path.slice(0, dot)}-${externalId.slice(-8)}${path.slice(dot)}`;
    const owner = promised.get(path) ?? externalId;
    if (owner !== externalId) return other;
    promised.set(path, externalId);
    return (await textures.isThere(path)) ? other : path;
  };
  return async (params) => {
    const { externalId } = params;
    const entry = mapping.entries[externalId];
    const there = entry && (await textures.find(entry));
    const path = there ?? (await freePath(params.path, externalId));
    return {
      offset: await staging.expect(params),
      path,
      guid: entry?.guid ?? unityGuid(`${path}#${externalId}`),
      isNew: there === undefined,
    };
  };
}
