import { assetIdOf } from "@assetql/contentful";
import type { Receipt } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ContentfulHome, contentfulHome } from "./contentful-home.ts";
import { madeAsset } from "./made-asset.ts";

let home: ContentfulHome;
const settings = { provenanceType: "assetqlImage", prepare: true, bulkPublish: true };
beforeEach(async () => {
  home = await contentfulHome();
  await home.connector.check(home.contextOf({ settings }));
});
afterEach(() => home.stop());

const publishMany = async (count: number): Promise<Receipt[]> => {
  const receipts: Receipt[] = [];
  for (let n = 1; n <= count; n += 1) receipts.push((await home.publish(madeAsset(n), { settings })).receipt);
  return receipts;
};
const settle = (receipts: readonly Receipt[]) =>
  home.connector.settle?.(home.contextOf({ settings }), receipts);
const everything = () => [
  ...home.contentful.environment.assets.values(),
  ...home.contentful.environment.entries.values(),
];

describe("Publishing together", () => {
  it("publishes what the receipts promise, in one go", async () => {
    const receipts = await publishMany(4);
    expect(everything().filter(({ publishedVersion }) => publishedVersion !== undefined)).toEqual([]);
    await settle(receipts);
    expect(everything()).toHaveLength(8);
    expect(everything().every(({ version, publishedVersion }) => publishedVersion === version - 1)).toBe(
      true,
    );
    expect(home.contentful.environment.bulkActions.size).toBe(1);
    expect((await home.observe(madeAsset(1), { settings })).fields).toEqual(receipts[0]?.after);
  });

  it("may run again", async () => {
    const receipts = await publishMany(2);
    await settle(receipts);
    await settle(receipts);
    expect(home.contentful.environment.bulkActions.size).toBe(1);
  });

  it("publishes the others when one cannot be, and names it", async () => {
    const receipts = await publishMany(3);
    const bad = home.contentful.environment.assets.get(assetIdOf(madeAsset(2).id));
    if (bad !== undefined) bad.fields.file = {};
    await expect(settle(receipts)).rejects.toMatchObject({
      code: "refused",
      message: expect.stringContaining(assetIdOf(madeAsset(2).id)),
    });
    const drafts = everything().filter(({ publishedVersion }) => publishedVersion === undefined);
    expect(drafts.map(({ id }) => id)).toEqual([assetIdOf(madeAsset(2).id)]);
  });
});
