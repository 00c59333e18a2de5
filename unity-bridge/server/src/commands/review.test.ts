import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Asset, type AssetId, assetIdSchema, type ReviewAssets } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CommandContext } from "../session/editor-session.ts";
import { openRegenerations } from "./regenerations.ts";
import { reviewOnce } from "./review.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-review-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const [mana, health] = ["ast_mana", "ast_health"].map((id) => assetIdSchema.parse(id)) as [AssetId, AssetId];
const contextOf = (requestId: string) =>
  ({ requestId, session: { checkout: "c" }, signal: new AbortController().signal }) as CommandContext;

/** What the hub does with new versions; an asset whose id is in `making` has one under way. */
function openHub() {
  const latest = new Map<string, number>([
    [mana, 1],
    [health, 1],
  ]);
  const making = new Set<string>();
  const begun: string[] = [];
  const assets = {
    get: async (id: string) => ({ latestVersion: latest.get(id) ?? 1 }) as Asset,
    review: async ({ assetIds }: ReviewAssets) => {
      const results = assetIds.map((assetId) => {
        if (making.has(assetId)) {
          return { assetId, problem: { code: "asset-state" as const, detail: "It is being made already." } };
        }
        making.add(assetId);
        begun.push(assetId);
        return { assetId, problem: null };
      });
      const done = results.filter(({ problem }) => problem === null).length;
      return { done, failed: results.length - done, results };
    },
  };
  const finish = (id: string): void => {
    making.delete(id);
    latest.set(id, (latest.get(id) ?? 1) + 1);
  };
  return { begun, finish, client: { assets } };
}

describe("a request for new versions", () => {
  const asked = { action: "regenerate" as const, assetIds: [mana, health], note: null };

  it("that comes again after its bridge was killed makes no second ones", async () => {
    const { begun, finish, client } = openHub();
    const ask = (requestId: string) =>
      reviewOnce({ client, regenerations: openRegenerations(folder) }, asked, contextOf(requestId));
    expect((await ask("one")).done).toBe(2);
    // One is there by now, the other one is still being made.
    finish(mana);
    const again = await ask("one");
    expect(again.done).toBe(2);
    expect(again.results.map(({ assetId, problem }) => [assetId, problem])).toEqual([
      [mana, null],
      [health, null],
    ]);
    expect(begun).toEqual([mana, health]);
  });

  it("that is another one is told what is being made, and makes the rest", async () => {
    const { begun, finish, client } = openHub();
    const ask = (requestId: string) =>
      reviewOnce({ client, regenerations: openRegenerations(folder) }, asked, contextOf(requestId));
    await ask("one");
    finish(mana);
    const { done, results } = await ask("two");
    expect(done).toBe(1);
    expect(results.map(({ problem }) => problem?.code)).toEqual([undefined, "asset-state"]);
    expect(begun).toEqual([mana, health, mana]);
  });

  it("is not remembered for ever", async () => {
    const regenerations = openRegenerations(folder);
    for (let index = 0; index < 105; index += 1) await regenerations.begin(`key-${index}`, { [mana]: 1 });
    expect(await readdir(join(folder, "regenerations"))).toHaveLength(100);
    expect(await regenerations.begun("key-104")).toEqual({ [mana]: 1 });
  });
});
