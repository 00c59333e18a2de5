import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Editor, withoutMono } from "./disk-program.ts";
import { commit, observe, Project, picture, stage } from "./project.ts";

const MAPPING = "Assets/AssetQL/Potions/assetql-mapping.json";

interface Entry {
  readonly assetId?: string;
  readonly externalId?: string;
  readonly n: number;
}
interface Change {
  readonly id: string;
  readonly entry?: Entry;
}

let project: Project;
let editor: Editor;

beforeEach(async () => {
  if (withoutMono) return;
  project = await Project.make();
  editor = await project.open();
});
afterEach(() => project?.remove());

describe.skipIf(withoutMono)("the entries of a mapping", () => {
  const ids = ["ast_a", "ast_b", "ast_c"];
  const id = fc.constantFrom(...ids);
  const n = fc.nat(9);
  /** As a merge, an export, or somebody, may leave them. */
  const entry = fc.oneof(
    fc.record({ assetId: id, externalId: id, n }),
    fc.record({ assetId: id, n }),
    fc.record({ n }),
  );
  const put = fc.tuple(id, n).map(([id, n]) => ({ id, entry: { assetId: id, externalId: id, n } }));
  const change: fc.Arbitrary<Change> = fc.oneof(put, fc.record({ id }));

  /** Looks at one after the other. */
  function carriedOut(entries: readonly Entry[], changes: readonly Change[]): readonly Entry[] {
    const left = [...entries];
    for (const { id, entry } of changes) {
      const own = left.findIndex(({ externalId }) => externalId === id);
      const exported = left.findIndex(
        ({ externalId, assetId }) => externalId === undefined && assetId === id,
      );
      const place = own >= 0 ? own : exported;
      if (entry === undefined && place >= 0) left.splice(place, 1);
      else if (entry !== undefined && place >= 0) left[place] = entry;
      else if (entry !== undefined) left.push(entry);
    }
    return left;
  }

  it("are found, put and removed where they are, the first of those for one asset", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry), fc.array(change), async (assets, changes) => {
        await project.write(MAPPING, JSON.stringify({ formatVersion: 1, assets }));
        await editor.ask({ do: "document", file: project.path(MAPPING), changes });
        expect((await project.json(MAPPING)).assets).toEqual(carriedOut(assets, changes));
      }),
    );
  });
});

describe.skipIf(withoutMono)("links below Assets/AssetQL", () => {
  it("are not followed for mappings, by the bridge or by the game's code, and may lead round", async () => {
    await stage(editor, picture());
    await commit(editor);
    const stranger = { assetId: "ast_stranger", externalId: "ast_stranger", guid: "0".repeat(32), path: "x" };
    const elsewhere = join(project.folder, "Elsewhere");
    await mkdir(elsewhere);
    await project.write(
      "../Elsewhere/assetql-mapping.json",
      JSON.stringify({ formatVersion: 1, assets: [stranger] }),
    );
    await symlink(elsewhere, project.path("Assets/AssetQL/Linked"));
    await symlink(project.path("Assets/AssetQL"), project.path("Assets/AssetQL/Potions/Round"));

    const entries: { assetId: string }[] = await editor.ask({ do: "mapping" });

    expect(entries.map(({ assetId }) => assetId)).toEqual(["ast_dragon"]);
    expect(await observe(editor, "ast_stranger")).toMatchObject({ fields: {} });
  });
});
