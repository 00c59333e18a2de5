import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Selection } from "../services.ts";
import { openStore } from "../store/open-store.ts";
import { createPreferences } from "./preferences.ts";
import { createSelections } from "./selections.ts";

const folder = mkdtempSync(join(tmpdir(), "assetql-selections-"));
const store = openStore({ kind: "sqlite", folder });
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});
const { documents } = store;
let clock = Date.UTC(2026, 2, 1);
const of = (shop: string, personId = "7") =>
  createSelections(documents, { shop, personId, now: () => (clock += 1_000) });

/** Without its items: a list of many selections would be a list of a million. */
const listed = ({ itemIds, ...head }: Selection) => ({ ...head, count: itemIds.length });

it("keeps selections as they were, newest first, each shop's for itself", async () => {
  const selections = of("a.myshopify.com");
  const first = await selections.create({
    name: " Mugs ",
    kind: "products",
    itemIds: ["product/1", "product/2"],
  });
  const second = await selections.create({ name: "Sizes", kind: "variants", itemIds: ["variant/1/11"] });
  expect(first).toMatchObject({ name: "Mugs", createdBy: "7", createdAt: Date.UTC(2026, 2, 1) + 1_000 });
  expect(await selections.get(first.id)).toEqual(first);
  expect(await selections.list()).toEqual([second, first].map(listed));
  expect(await of("b.myshopify.com").list()).toEqual([]);
  expect(await of("b.myshopify.com").get(first.id)).toBeUndefined();
  await selections.delete(first.id);
  expect(await selections.get(first.id)).toBeUndefined();
  expect(await selections.list()).toEqual([second].map(listed));
});

it("keeps tens of thousands of long ids in their order, and leaves nothing when it is deleted", async () => {
  const shop = "large.myshopify.com";
  const selections = of(shop);
  const itemIds = Array.from({ length: 20_000 }, (_, n) => `colour/${n}/Colour=${"Grün".repeat(20)}${n}`);
  const { id } = await selections.create({ name: "All", kind: "colours", itemIds });
  expect((await selections.get(id))?.itemIds).toEqual(itemIds);
  for (const { value } of await documents.list(shop, "")) {
    expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThan(300_000);
  }
  await selections.delete(id);
  expect(await documents.list(shop, "")).toEqual([]);
});

it("refuses more than fits, and knows no id that is none", async () => {
  const selections = of("c.myshopify.com");
  const itemIds = Array.from({ length: 50_001 }, (_, n) => `product/${n}`);
  await expect(selections.create({ name: "All", kind: "products", itemIds })).rejects.toMatchObject({
    code: "selection-too-large",
  });
  for (const id of ["", "../connection", "0".repeat(11)]) {
    expect(await selections.get(id)).toBeUndefined();
    await selections.delete(id);
  }
  expect(await documents.list("c.myshopify.com", "")).toEqual([]);
});

it("remembers what the shop chose last, and refuses what cannot be", async () => {
  const preferences = createPreferences(documents, "a.myshopify.com");
  expect(await preferences.get()).toEqual({});
  await preferences.save({ template: "A {title}", perItem: 2 });
  await preferences.save({ perItem: 3, width: 1024 });
  expect(await preferences.get()).toEqual({ template: "A {title}", perItem: 3, width: 1024 });
  await expect(preferences.save({ perItem: 0 })).rejects.toThrow();
  expect(await createPreferences(documents, "b.myshopify.com").get()).toEqual({});
});
