import type { ItemQuery } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addEntry, link } from "../support/contentful/index.ts";
import { type ContentfulHome, contentfulHome } from "./contentful-home.ts";
import { madeAsset } from "./made-asset.ts";

let home: ContentfulHome;
beforeEach(async () => {
  home = await contentfulHome();
});
afterEach(() => home.stop());

const settings = { itemType: "article", placementField: "heroImage" };
const list = (query: ItemQuery = {}, cursor?: string) =>
  home.connector.listItems(home.contextOf({ settings }), query, cursor);
const add = (id: string, fields: Parameters<typeof addEntry>[2]["fields"] = {}, updatedAt?: string) =>
  addEntry(home.contentful.environment, id, {
    fields: { title: { "en-US": id }, ...fields },
    ...(updatedAt === undefined ? {} : { updatedAt }),
  });

async function listAll(between: () => void = () => {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({}, cursor);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
    between();
  } while (cursor !== undefined);
  return ids;
}

describe("Entries as items", () => {
  it("have their plain fields as columns, in every locale", async () => {
    const paragraph = (text: string) => ({
      nodeType: "paragraph",
      data: {},
      content: [{ nodeType: "text", value: text, marks: [], data: {} }],
    });
    const listItem = { nodeType: "list-item", data: {}, content: [paragraph("thick fur")] };
    add(
      "foxes",
      {
        title: { "en-US": "Foxes in winter", "de-DE": "Füchse im Winter" },
        body: {
          "en-US": {
            nodeType: "document",
            data: {},
            content: [
              {
                nodeType: "heading-2",
                data: {},
                content: [{ nodeType: "text", value: "Snow", marks: [], data: {} }],
              },
              paragraph("They stay awake."),
              { nodeType: "unordered-list", data: {}, content: [listItem] },
            ],
          },
        },
        price: { "en-US": 12.5 },
        featured: { "en-US": true },
        keywords: { "en-US": ["fox", "snow"] },
        author: { "en-US": link("Entry", "someone") },
      },
      "2026-03-01T10:00:00.000Z",
    );
    expect((await list()).items).toEqual([
      {
        id: "foxes",
        kind: "article",
        title: "Foxes in winter",
        url: "https://app.contentful.com/spaces/space1/environments/release-1/entries/foxes",
        fields: {
          title: "Foxes in winter",
          "title.de-DE": "Füchse im Winter",
          body: "Snow\nThey stay awake.\nthick fur",
          price: "12.5",
          featured: "true",
          keywords: "fox, snow",
        },
        image: null,
        updatedAt: Date.parse("2026-03-01T10:00:00.000Z"),
      },
    ]);
  });

  it("show the image they have, and can be those without one", async () => {
    add("plain");
    add("pictured");
    await home.publish(madeAsset(1, { itemId: "pictured" }), { settings });
    const items = new Map((await list()).items.map((item) => [item.id, item]));
    expect(items.get("pictured")?.image).toEqual({
      url: expect.stringMatching(/^https:\/\/images\.ctfassets\.net\//),
      altText: "A red fox, number 1, in the snow",
    });
    expect((await list({ withoutImage: true })).items.map(({ id }) => id)).toEqual(["plain"]);
  });

  it("are listed completely, although some are edited meanwhile and many have the same time", async () => {
    const time = (n: number) => new Date(Date.UTC(2026, 0, 1) + Math.floor(n / 70) * 1_000).toISOString();
    for (let n = 0; n < 180; n += 1) add(`entry-${n}`, {}, time(n));
    let edits = 0;
    const ids = await listAll(() => {
      const entry = home.contentful.environment.entries.get(`entry-${edits}`);
      edits += 1;
      if (entry !== undefined && edits < 4)
        entry.updatedAt = new Date(Date.UTC(2026, 5, edits)).toISOString();
    });
    expect(new Set(ids).size).toBe(180);
    expect(ids.length).toBeLessThan(190);
  });

  it("are listed completely when one moment has more than a cursor can hold", async () => {
    for (let n = 0; n < 320; n += 1) add(`entry-${n}`, {}, "2026-01-01T00:00:00.000Z");
    const ids = await listAll();
    expect(new Set(ids).size).toBe(320);
    expect(ids).toHaveLength(320);
  });

  it("can be those changed since, with an overlap, and leave archived ones out", async () => {
    add("old", {}, "2026-01-01T00:00:00.000Z");
    add("just-before", {}, "2026-02-01T11:59:30.000Z");
    add("new", {}, "2026-02-01T12:00:01.000Z");
    add("archived", {}, "2026-02-01T12:00:02.000Z").archivedVersion = 3;
    const { items } = await list({ changedSince: Date.parse("2026-02-01T12:00:00.000Z") });
    expect(items.map(({ id }) => id)).toEqual(["just-before", "new"]);
  });

  it("can be searched, chosen by id and filtered by a field", async () => {
    add("foxes", { slug: { "en-US": "foxes" } });
    add("hares", { slug: { "en-US": "hares" } });
    const ids = async (query: ItemQuery) => (await list(query)).items.map(({ id }) => id);
    expect(await ids({ search: "Hares" })).toEqual(["hares"]);
    expect(await ids({ ids: ["foxes", "gone"] })).toEqual(["foxes"]);
    expect(await ids({ filters: { "fields.slug": "hares" } })).toEqual(["hares"]);
    await expect(list({ filters: { "sys.id[nin]": "x" } })).rejects.toMatchObject({ code: "config-invalid" });
    await expect(list({ kind: "poem" })).rejects.toMatchObject({ code: "config-invalid" });
    await expect(list({}, "not a cursor")).rejects.toMatchObject({ code: "config-invalid" });
  });
});
