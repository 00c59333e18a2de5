import {
  type Asset,
  assetIdSchema,
  batchIdSchema,
  type Link,
  PUBLICATION_LIMITS,
  type Target,
} from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { scopeOf } from "./pull-scope.ts";

const batchId = batchIdSchema.parse("bat_pull-scope");
const idOf = (n: number) => assetIdSchema.parse(`ast_pull-scope-${n}`);

type Reading = Parameters<typeof scopeOf>[0]["client"];
interface There {
  readonly links: Partial<Link>[];
  readonly assets: Partial<Asset>[];
}

/** A hub that has this, and nothing else that is asked for. */
const hubWith = ({ links, assets }: There): Reading => {
  async function* all<T>(items: readonly T[]) {
    yield* items;
  }
  return {
    batches: { get: async () => ({ name: "Potions" }) },
    targets: { linksAll: () => all(links) },
    assets: { listAll: () => all(assets) },
  } as unknown as Reading;
};

const link = (n: number, more: Partial<Link> = {}): Partial<Link> => ({
  assetId: idOf(n),
  batchId,
  state: "published",
  version: 1,
  ...more,
});
const asset = (n: number, more: Partial<Asset> = {}): Partial<Asset> => ({
  id: idOf(n),
  version: 2,
  review: "approved",
  ...more,
});

const scope = (there: There) =>
  scopeOf(
    { client: hubWith(there) },
    { scope: { kind: "pulled" }, target: { id: "tgt_pull-scope" } as unknown as Target },
    new AbortController().signal,
  );

describe("what is pulled anew", () => {
  it("is what is there and has another approved version, with its settings as they are", async () => {
    const links = [link(1), link(2), link(3, { version: 2 }), link(4, { state: "reverted" })];
    const assets = [asset(1), asset(2, { review: "pending" }), asset(3), asset(4), asset(5)];
    expect(await scope({ links, assets })).toEqual({
      name: "Newer versions",
      assetIds: [idOf(1)],
      options: { keepSettings: true },
    });
  });

  it("is nothing when all of it is up to date", async () => {
    const there = { links: [link(1, { version: 2 })], assets: [asset(1)] };
    await expect(scope(there)).rejects.toMatchObject({ code: "nothing-changed" });
  });

  it("is as much as one pull takes, which says so", async () => {
    const many = Array.from({ length: PUBLICATION_LIMITS.assetIds + 12 }, (_, n) => n);
    const { assetIds, name } = await scope({
      links: many.map((n) => link(n)),
      assets: many.map((n) => asset(n)),
    });
    expect(assetIds).toHaveLength(PUBLICATION_LIMITS.assetIds);
    expect(name).toBe("Newer versions: 500 of 512, pull again for the rest");
  });
});
