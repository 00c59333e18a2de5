import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import { type ConnectorManifest, type Item, ProblemError, type StyleProfile } from "@assetql/contract";
import { type Hub, startHub } from "@assetql/embedded";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../../../../test/support/fixed-generator.ts";
import type { Preferences, Selection } from "../services.ts";
import { openDatabase } from "../store/sqlite-database.ts";
import { createSqliteDocuments } from "../store/sqlite-documents.ts";
import { createShopBatches } from "./create-shop-batches.ts";
import { PlanRefusedError } from "./plan-refused-error.ts";
import { createSelectionItems } from "./selection-items.ts";
import type { BatchPlan, Draft } from "./shop-batches.ts";
import { itemOf, selectionOf } from "./testing.ts";

let folder: string;
let hub: Hub;
let client: Client;
let style: StyleProfile;
let targetId: string;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-shop-batches-"));
  const image = await preparedImage(128);
  hub = await startHub({
    dataFolder: join(folder, "hub"),
    generator: createFixedGenerator({ image, latencyMs: 0 }),
    version: "0.0.0-test",
    log: () => undefined,
    rateLimits: "off",
  });
  client = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });
  style = await client.styles.create({ name: "House", files: [{ name: "reference.png", bytes: image }] });
  await client.work.announce({ host: "test", connectors: [manifest] });
  targetId = (await client.targets.create({ name: "Shop", connector: "shopify" })).id;
  database = openDatabase(join(folder, "app"));
});
afterAll(async () => {
  database?.close();
  await hub?.stop();
  await rm(folder, { recursive: true });
});

/** Enough of a connector for a target to be made; nothing is published here. */
const manifest: ConnectorManifest = {
  name: "shopify",
  title: "Shopify",
  description: "",
  configSchema: { type: "object" },
  credentialsSchema: null,
  fields: [],
  itemFields: [],
  deletions: ["keep"],
  overridable: [],
  receivesWebhooks: false,
  pace: { requestsPerSecond: 1, burst: 1, concurrency: 1 },
};

let shops = 0;
let saved: Preferences;
beforeEach(() => {
  saved = {};
});

/** A shop of its own with these items, of which one selection was made. */
function open(items: readonly Item[], selection: Selection = selectionOf(items)) {
  let reads = 0;
  shops += 1;
  const batches = createShopBatches({
    hub: client,
    catalogue: {
      async byIds(ids) {
        reads += 1;
        return items.filter(({ id }) => ids.includes(id));
      },
    },
    selections: { get: async (id) => (id === selection.id ? selection : undefined) },
    preferences: {
      async save(changes) {
        saved = { ...saved, ...changes };
      },
    },
    documents: createSqliteDocuments(database),
    items: createSelectionItems(),
    shop: `shop-${shops}.myshopify.com`,
    targetId,
    personId: "7",
  });
  const plan = (changes: Partial<BatchPlan> = {}): BatchPlan => ({
    selectionId: selection.id,
    styleProfileId: style.id,
    template: "{title} by {vendor}",
    perItem: 1,
    config: { width: 128, height: 128, styleGate: "off" },
    ...changes,
  });
  return { batches, plan, reads: () => reads };
}

const mugs = [1, 2, 3, 4].map((number) => itemOf(number));

describe("a preview", () => {
  it("shows the prompts of three items with their pictures, and the cost of all images", async () => {
    const { batches, plan } = open(mugs);
    const preview = await batches.preview(plan({ template: "{title}, view {image_number}", perItem: 2 }));
    expect(preview).toMatchObject({ valid: true, images: 8, problems: [], hasEnoughQuota: true });
    expect(preview.prompts).toEqual(
      [1, 2, 3].map((number) => ({
        prompt: `Mug ${number}, view 1`,
        itemId: `product/${number}`,
        title: `Mug ${number}`,
        imageUrl: `https://cdn.shopify.com/${number}.jpg`,
      })),
    );
    expect(preview.estimatedCost.total).toBeCloseTo(0.08);
  });

  it("names what was probably meant, and where it is written", async () => {
    const { batches, plan } = open(mugs);
    const { valid, problems } = await batches.preview(plan({ template: "A picture\nof {titel}" }));
    expect(valid).toBe(false);
    expect(problems).toMatchObject([
      {
        code: "csv-missing-column",
        severity: "error",
        name: "titel",
        suggestion: "title",
        place: { line: 2, character: 4 },
        count: 0,
      },
    ]);
    const broken = await batches.preview(plan({ template: "A {title" }));
    expect(broken.problems).toMatchObject([
      { code: "template-unclosed-brace", place: { line: 1, character: 3 } },
    ]);
  });

  it("tells a problem of many items once, by their titles", async () => {
    const items = [...mugs, itemOf(5, { vendor: "" }), itemOf(6, { vendor: " ", title: "Teapot" })];
    const { batches, plan } = open(items);
    const { problems } = await batches.preview(plan({ perItem: 3 }));
    expect(problems).toMatchObject([
      { code: "csv-blank-cell", name: "vendor", titles: ["Mug 5", "Teapot"], count: 2 },
    ]);
  });

  it("says what is gone from the shop, and goes on with the rest", async () => {
    const { batches, plan } = open(mugs, selectionOf(mugs, ["product/98", "product/99"]));
    expect(await batches.preview(plan())).toMatchObject({
      valid: true,
      images: 4,
      problems: [{ code: "items-gone", severity: "warning", count: 2 }],
    });
    const nothing = open([], selectionOf([], ["product/99"]));
    expect(await nothing.batches.preview(nothing.plan())).toMatchObject({ valid: false, images: 0 });
  });

  it("asks the shop once, until the page is opened again", async () => {
    const { batches, plan, reads } = open(mugs);
    await batches.summaryOf("sel_1");
    await batches.preview(plan());
    await batches.preview(plan({ template: "{title}" }));
    expect(reads()).toBe(1);
    await batches.summaryOf("sel_1", { anew: true });
    expect(reads()).toBe(2);
  });

  it("refuses more images than a batch may have", async () => {
    const items = Array.from({ length: 501 }, (_, index) => itemOf(index + 1));
    const { batches, plan } = open(items);
    expect(await batches.preview(plan({ perItem: 10 }))).toMatchObject({
      valid: false,
      images: 5_010,
      problems: [{ code: "too-many-images", count: 5_010 }],
      estimatedCost: { total: expect.closeTo(50.1) },
    });
    const asked = batches.create({ ...plan({ perItem: 10 }), name: "All", idempotencyKey: "key-too-many" });
    await expect(asked).rejects.toBeInstanceOf(PlanRefusedError);
  });

  it("of a selection that is gone is a problem the page can tell", async () => {
    const { batches, plan } = open(mugs);
    const asked = batches.preview(plan({ selectionId: "sel_other" }));
    await expect(asked).rejects.toBeInstanceOf(ProblemError);
    await expect(asked).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a batch", () => {
  it("has a row for each image of each item, whatever stands in its fields", async () => {
    const items = [
      itemOf(1, { title: '=Mug, "large"\nand blue', vendor: "  O'Neill; Söhne ", material: "stone|ware" }),
      itemOf(2, { material: "{title}", option_color: "Dark red" }),
    ];
    const { batches, plan } = open(items);
    const made = await batches.create({
      ...plan({ template: "{title} {material} {image_number} {option_color|plain}", perItem: 2 }),
      name: "Mugs",
      idempotencyKey: "key-rows",
    });
    expect(made).toMatchObject({ name: "Mugs", totalTasks: 4, targetId });
    await client.batches.watch(made.id, { intervalMs: 50 });
    const assets = await client.assets.list({ batchId: made.id });
    const rows = assets.items.toSorted((a, b) => a.row - b.row);
    expect(rows.map(({ item }) => item?.itemId)).toEqual([
      "product/1",
      "product/1",
      "product/2",
      "product/2",
    ]);
    expect(rows.map(({ sku }) => sku)).toEqual(["MUG-1", "MUG-1", "MUG-2", "MUG-2"]);
    expect(rows.map(({ prompt }) => prompt)).toEqual([
      '=Mug, "large" and blue stone|ware 1 plain',
      '=Mug, "large" and blue stone|ware 2 plain',
      "Mug 2 {title} 1 Dark red",
      "Mug 2 {title} 2 Dark red",
    ]);
    expect(rows[0]?.metadata).toMatchObject({ vendor: "O'Neill; Söhne", image_number: "1" });
  });

  it("is made once, however often the button is pressed", async () => {
    const { batches, plan } = open(mugs);
    const asked = { ...plan(), name: "Twice", idempotencyKey: "key-twice" };
    const [first, second] = await Promise.all([batches.create(asked), batches.create(asked)]);
    expect(second.id).toBe(first.id);
    expect((await batches.create(asked)).id).toBe(first.id);
    const { items } = await client.batches.list();
    expect(items.filter(({ name }) => name === "Twice")).toHaveLength(1);
  });

  it("is found by its key, without asking the shop again", async () => {
    const { batches, plan, reads } = open(mugs);
    expect(await batches.madeWith("key-found")).toBeUndefined();
    const asked = { ...plan(), name: "Found", idempotencyKey: "key-found" };
    const { id } = await batches.create(asked);
    expect((await batches.madeWith("key-found"))?.id).toBe(id);
    const before = reads();
    expect((await batches.create(asked)).id).toBe(id);
    expect(reads()).toBe(before);
    // Another of the same name is another.
    expect((await batches.create({ ...asked, idempotencyKey: "key-another" })).id).not.toBe(id);
  });

  it("remembers its selection, the shop's choices, and forgets the draft", async () => {
    const { batches, plan } = open(mugs);
    const draft: Draft = {
      name: "Almost",
      styleProfileId: style.id,
      template: "{title}",
      perItem: 2,
      width: 1024,
      height: 1280,
      quality: "high",
      threshold: 0.7,
    };
    expect(await batches.draftOf("sel_1")).toBeUndefined();
    await batches.saveDraft("sel_1", draft);
    expect(await batches.draftOf("sel_1")).toEqual(draft);
    const { id } = await batches.create({ ...plan(), name: "Done", idempotencyKey: "key-draft" });
    expect(await batches.draftOf("sel_1")).toBeUndefined();
    expect(await batches.selectionOf(id)).toMatchObject({ id: "sel_1", name: "Mugs" });
    expect(await batches.selectionOf("bat_unknown")).toBeUndefined();
    expect(saved).toEqual({
      styleProfileId: style.id,
      template: "{title} by {vendor}",
      perItem: 1,
      width: 128,
      height: 128,
    });
  });

  it("is refused with everything that has to be mended, and nothing is made", async () => {
    const { batches, plan } = open([...mugs, itemOf(5, { vendor: "" })]);
    const asked = batches.create({ ...plan(), name: "Refused", idempotencyKey: "key-refused" });
    await expect(asked).rejects.toMatchObject({
      name: "PlanRefusedError",
      problems: [{ code: "csv-blank-cell", titles: ["Mug 5"] }],
    });
    const { items } = await client.batches.list();
    expect(items.filter(({ name }) => name === "Refused")).toEqual([]);
    expect(saved).toEqual({});
  });

  it("of a style that is gone is refused by the hub", async () => {
    const { batches, plan } = open(mugs);
    const asked = batches.create({
      ...plan({ styleProfileId: "sty_gone" }),
      name: "Gone",
      idempotencyKey: "key-gone",
    });
    await expect(asked).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("what a template can name", () => {
  it("are the fields that any item has, with an example, and how many have them", async () => {
    const items = [
      itemOf(1, { vendor: "", note: "a\n b" }),
      itemOf(2, { metafield_custom_material: "x".repeat(100) }),
    ];
    const { items: count, gone, variables } = await open(items).batches.summaryOf("sel_1");
    expect([count, gone]).toEqual([2, 0]);
    expect(variables.map(({ name, filled }) => `${name} ${filled}`)).toEqual([
      "title 2",
      "sku 2",
      "handle 2",
      "vendor 1",
      "product_type 2",
      "note 1",
      "metafield_custom_material 1",
      "image_number 2",
    ]);
    expect(variables.find(({ name }) => name === "note")?.example).toBe("a b");
    expect(variables.find(({ name }) => name.startsWith("metafield"))?.example).toMatch(/^x{79}…$/);
  });
});
