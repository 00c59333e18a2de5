import { type AssetSearchPage, type Problem, searchAssetsSchema } from "@assetql/contract";
import { searchAssets } from "@assetql/core";
import { type AssetSearch, create, put, remove } from "@assetql/core/ports";
import { assetOf, searchedAssets } from "@assetql/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { owner } from "../support/test-home.ts";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";

let home: ApiHome;
const mug = assetOf(owner.workspaceId, "mug", {
  title: "Café mug",
  tags: ["red"],
  category: "Kitchen",
  metadata: { colour: "deep red" },
  createdAt: 2_000,
});
const lamp = assetOf(owner.workspaceId, "lamp", { title: "Lamp", prompt: "a red lamp", score: 0.95 });

beforeAll(async () => {
  home = await openApiHome();
  await home.core.store.transact([create(searchedAssets, mug), create(searchedAssets, lamp)]);
});
afterAll(() => home.dispose());

const send = (json: unknown, key = home.keys.viewer) =>
  home.send("POST", "/api/v1/assets/search", { key, json });
async function found(json: unknown, key?: string): Promise<AssetSearchPage> {
  const response = await send(json, key);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as AssetSearchPage;
}
async function refused(json: unknown): Promise<Pick<Problem, "status" | "code" | "detail">> {
  const { status, code, detail } = await problemOf(await send(json));
  return { status, code, detail };
}
const titles = ({ items }: AssetSearchPage) => items.map(({ title }) => title);

describe("a search", () => {
  it("without a filter finds all, newest first, with their URLs", async () => {
    const page = await found({});
    expect(titles(page)).toEqual(["Café mug", "Lamp"]);
    expect(page).toMatchObject({ total: 2, totalIsExact: true });
    expect(page).not.toHaveProperty("facets");
    expect(page).not.toHaveProperty("cursor");
    expect(page.items[0]?.urls?.thumbnail).toMatch(/^http/);
  });

  it("filters, orders and counts as it is told", async () => {
    expect(titles(await found({ text: "CAFE" }))).toEqual(["Café mug"]);
    expect(titles(await found({ text: "red", order: "score-desc" }))).toEqual(["Lamp", "Café mug"]);
    expect(titles(await found({ text: "red", order: "relevance" }))).toEqual(["Café mug", "Lamp"]);
    expect(titles(await found({ metadata: { colour: "deep red" }, tags: ["red"] }))).toEqual(["Café mug"]);
    expect((await found({ facets: ["category", "tags"], limit: 1 })).facets).toEqual({
      category: [{ value: "Kitchen", count: 1 }],
      tags: [{ value: "red", count: 1 }],
    });
  });

  it("goes on with its cursor, and with no other's", async () => {
    const { cursor = "" } = await found({ limit: 1 });
    expect(titles(await found({ limit: 1, cursor }))).toEqual(["Lamp"]);
    for (const other of [{ order: "oldest" }, { text: "mug" }, { cursor: "bm9uZQ" }]) {
      expect(await refused({ limit: 1, cursor, ...other })).toMatchObject({
        status: 400,
        code: "cursor-invalid",
      });
    }
    const foreign = await send({ limit: 1, cursor }, home.keys.stranger);
    expect((await problemOf(foreign)).code).toBe("cursor-invalid");
  });

  it("shows another workspace nothing, not even a count", async () => {
    const page = await found({ facets: ["tags", "status"] }, home.keys.stranger);
    expect(page).toEqual({ items: [], total: 0, totalIsExact: true, facets: { tags: [], status: [] } });
    expect(await found({ batchId: mug.batchId, text: "mug" }, home.keys.stranger)).toMatchObject({
      total: 0,
    });
  });

  it.each(['"', "*", "🎉", "()", "---", "' OR 1=1"])(
    "for %j, which is no word here, finds nothing",
    async (text) => {
      const page = await found({ text, facets: ["tags"] });
      expect(page).toEqual({ items: [], total: 0, totalIsExact: true, facets: { tags: [] } });
    },
  );

  it("shows what is written at once, and what has gone no more", async () => {
    const tent = assetOf(owner.workspaceId, "tent", { title: "Tent" });
    await home.core.store.transact([create(searchedAssets, tent)]);
    expect(titles(await found({ text: "tent" }))).toEqual(["Tent"]);
    await home.core.store.transact([put(searchedAssets, { ...tent, title: "Hut", review: "rejected" })]);
    expect(titles(await found({ text: "tent" }))).toEqual([]);
    expect(titles(await found({ review: "rejected" }))).toEqual(["Hut"]);
    await home.core.store.transact([remove(searchedAssets, tent.id)]);
    expect((await found({ review: "rejected" })).total).toBe(0);
  });
});

describe("an index that lags behind", () => {
  it("shows nothing that has gone, has changed, or is another workspace's", async () => {
    const foreign = assetOf("ws_other", "foreign", { title: "mug" });
    const changed = assetOf(owner.workspaceId, "changed", { title: "no longer" });
    await home.core.store.transact([create(searchedAssets, foreign), create(searchedAssets, changed)]);
    const ids = [foreign.id, changed.id, "ast_gone", mug.id];
    const search: AssetSearch = { search: async () => ({ ids, total: 4, totalIsExact: true, facets: {} }) };
    const input = searchAssetsSchema.parse({ text: "mug" });
    const { items } = await searchAssets({ ...home.core, search }, owner, input);
    await home.core.store.transact([remove(searchedAssets, changed.id)]);
    expect(items.map(({ id }) => id)).toEqual([mug.id]);
  });
});

describe("a search is refused", () => {
  const words = Array.from({ length: 17 }, (_, at) => `w${at}`).join(" ");
  it.each([
    [{ order: "best" }, "order must be one of newest, oldest, score-desc, score-asc, relevance."],
    [{ order: "relevance" }, "order: relevance needs a text to be relevant to."],
    [{ order: "relevance", text: " " }, "order: relevance needs a text to be relevant to."],
    [{ facets: ["colour"] }, "facets[0] must be one of tags, category, style, batch, status, review."],
    [{ tag: "red" }, "tag is not a member that is known here."],
    [{ limit: 201 }, "limit must be at most 200."],
    [{ minScore: 2 }, "minScore must be at most 1."],
    [{ metadata: { colour: 5 } }, "metadata.colour must be a text."],
    [{ text: words }, "A search takes up to 16 different words; this text has 17."],
  ])("with %j", async (json, detail) => {
    expect(await refused(json)).toEqual({ status: 400, code: "request-invalid", detail });
  });

  it("with too many cells, and without a key", async () => {
    const metadata = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`c${at}`, ""]));
    expect((await refused({ metadata })).detail).toContain("at most 10 columns");
    expect((await home.send("POST", "/api/v1/assets/search", { json: {} })).status).toBe(401);
  });
});
