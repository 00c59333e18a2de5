import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addProduct } from "../../../../test/support/shopify/index.ts";
import {
  type OpenedServer,
  openServerRig,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";
import type { BatchPlan } from "../batches/shop-batches.ts";
import type { Visit } from "../services.ts";
import { chargeUsage, type MeterDeps, type Metered } from "./meter.ts";
import { monthOf } from "./usage.ts";

let rig: ServerRig;
let server: OpenedServer;
let visit: Visit;
let plan: BatchPlan;
const FREE = 2;

beforeEach(async () => {
  rig = await openServerRig({
    environment: {
      ASSETQL_SHOPIFY_BILLING: "test",
      ASSETQL_SHOPIFY_FREE_IMAGES: String(FREE),
      ASSETQL_SHOPIFY_IMAGE_PRICE: "0.25",
      ASSETQL_SHOPIFY_CAP: "2.00",
      ASSETQL_SHOPIFY_PLAN: "unlimited",
    },
  });
  for (let number = 1; number <= 12; number += 1) addProduct(rig.shopify.state, { title: `Mug ${number}` });
  server = await rig.open();
  visit = await server.services.visit(await rig.page());
  const style = await visit.hub.styles.create({
    name: "House",
    deviationThreshold: 0,
    files: [{ name: "reference.png", bytes: rig.reference }],
  });
  plan = {
    selectionId: "",
    styleProfileId: style.id,
    template: "A picture of {title}",
    perItem: 1,
    config: {},
  };
});
afterEach(() => rig.dispose());

/** A batch of so many products, done. */
async function make(products: number, changes: Partial<BatchPlan> = {}): Promise<string> {
  const itemIds = (await visit.catalogue.idsOf({ kind: "products" }, products)).slice(0, products);
  const { id } = await visit.selections.create({ name: "Mugs", kind: "products", itemIds });
  const batch = await visit.batches.create({
    ...plan,
    ...changes,
    selectionId: id,
    name: "Mugs",
    idempotencyKey: crypto.randomUUID(),
  });
  await visit.hub.batches.watch(batch.id);
  return batch.id;
}

async function imagesOf(batchId: string): Promise<string[]> {
  const { items } = await visit.hub.assets.list({ batchId, limit: 50 });
  return items.map(({ id }) => id);
}

/** Has one image of a batch made again, and waits for it. */
async function again(batchId: string): Promise<void> {
  const [image = ""] = await imagesOf(batchId);
  await visit.hub.assets.regenerate(image, { note: "in blue" });
  await visit.hub.batches.watch(batchId);
}

const refused = async (run: Promise<unknown>) =>
  server.services.problemOf(await run.catch((error: unknown) => error));

async function agree(): Promise<void> {
  const { confirmationUrl } = await visit.billing.begin();
  expect(confirmationUrl).toMatch(/^https:\/\/spike\.myshopify\.com\//);
  for (const [id, { status }] of rig.shopify.subscriptions) {
    if (status === "PENDING") rig.shopify.decideSubscription(id, "approve");
  }
}

const records = () =>
  [...rig.shopify.subscriptions.values()].flatMap(({ lineItems }) =>
    lineItems.flatMap((line) => line.records),
  );
const charged = (): number => records().reduce((sum, { cents }) => sum + cents, 0);

it("is free up to the allowance, asks then, and charges what comes beyond it, once", async () => {
  expect(await visit.billing.status()).toEqual({
    plan: "free",
    freeImages: 2,
    freeLeft: 2,
    imagesLeft: 2,
    usedImages: 0,
    pricePerImage: { amount: "0.25", currency: "USD" },
    cap: null,
  });
  await make(1);
  expect(await refused(make(3))).toMatchObject({ code: "billing-needed", status: 402 });
  expect((await refused(make(2)))?.detail).toMatch(
    /^1 of this month's 2 free images is left, and this would make 2\./,
  );
  await agree();
  await make(4);
  expect(await visit.billing.status()).toMatchObject({
    plan: "usage",
    usedImages: 5,
    freeLeft: 0,
    // 8 × 0.25 make the cap, and 3 beyond the free ones are made already.
    imagesLeft: 5,
    cap: "2.00",
  });
  await server.meter.run();
  await server.meter.run();
  expect(records().map(({ cents }) => cents)).toEqual([75]);
  await make(2);
  await server.meter.run();
  expect(records().map(({ cents }) => cents)).toEqual([75, 50]);
});

describe("an image that is made again", () => {
  it("is one of the free images, and asks for a plan when they are used up", async () => {
    const batch = await make(1);
    await again(batch);
    expect(await visit.billing.status()).toMatchObject({ usedImages: 2, freeLeft: 0, imagesLeft: 0 });
    const problem = await refused(again(batch));
    expect(problem).toMatchObject({ code: "billing-needed", status: 402 });
    expect(problem?.detail).toMatch(/^0 of this month's 2 free images are left, and this would make 1\./);
    const assetIds = await imagesOf(batch);
    expect(await refused(visit.hub.assets.review({ action: "regenerate", assetIds }))).toMatchObject({
      code: "billing-needed",
    });
    expect(await visit.hub.assets.review({ action: "approve", assetIds })).toMatchObject({ done: 1 });
    expect(await visit.billing.status()).toMatchObject({ usedImages: 2 });
  });

  it("is charged beyond them, once, up to the agreed limit", async () => {
    await agree();
    const batch = await make(2);
    await again(batch);
    await again(batch);
    await server.meter.run();
    await server.meter.run();
    expect(records().map(({ cents }) => cents)).toEqual([50]);
    const assetIds = await imagesOf(await make(6));
    expect(await refused(visit.hub.assets.review({ action: "regenerate", assetIds }))).toMatchObject({
      code: "billing-cap-reached",
    });
    await server.meter.run();
    expect(charged()).toBe(200);
  });

  it("is free once, however many want it at the same moment", async () => {
    const [image = ""] = await imagesOf(await make(1));
    const other = await server.services.visit(await rig.call());
    const ask = ({ hub }: Visit) =>
      hub.assets.regenerate(image).then(
        () => "made",
        (error: unknown) => server.services.problemOf(error)?.code,
      );
    expect(await Promise.all([ask(visit), ask(other)])).toEqual(["made", "billing-needed"]);
  });

  it("is not free when it is tried again, or accepted below the gate, and none is left", async () => {
    // The first try is the reference itself.
    const batch = await make(2, { config: { threshold: 1 } });
    expect(await visit.billing.status()).toMatchObject({ usedImages: 1, freeLeft: 1 });
    await make(1);
    const { items } = await visit.hub.batches.tasks(batch, { limit: 5 });
    const accept = () =>
      visit.hub.batches.acceptBestTry(items.find(({ bestTry }) => bestTry !== null)?.id ?? "");
    expect(await refused(visit.hub.batches.retryFailed(batch))).toMatchObject({ code: "billing-needed" });
    expect(await refused(accept())).toMatchObject({ code: "billing-needed" });
    await agree();
    await accept();
    await server.meter.run();
    expect(charged()).toBe(25);
  });
});

it("gives the free images once, however many ask for them at the same moment", async () => {
  const itemIds = await visit.catalogue.idsOf({ kind: "products" }, FREE);
  const { id: selectionId } = await visit.selections.create({ name: "Mugs", kind: "products", itemIds });
  const other = await server.services.visit(await rig.call());
  const ask = ({ batches }: Visit, idempotencyKey: string) =>
    batches.create({ ...plan, selectionId, name: "Mugs", idempotencyKey }).then(
      ({ id }) => id,
      (error: unknown) => server.services.problemOf(error)?.code,
    );
  const answers = await Promise.all([
    ask(visit, "the-first-click"),
    ask(visit, "the-first-click"),
    ask(other, "the-second-tab"),
  ]);
  expect(answers[0]).toBe(answers[1]);
  expect(answers[2]).toBe("billing-needed");
});

it("gives the batch that was made though its answer was lost, and the free images are used up by it", async () => {
  const itemIds = await visit.catalogue.idsOf({ kind: "products" }, FREE);
  const { id: selectionId } = await visit.selections.create({ name: "Mugs", kind: "products", itemIds });
  const asked = { ...plan, selectionId, name: "Mugs", idempotencyKey: "lost-answer" };
  const send = globalThis.fetch;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const answer = await send(input, init);
    const isCreating = init?.method === "POST" && String(input).endsWith("/api/v1/batches");
    if (isCreating) throw new TypeError("fetch failed");
    return answer;
  });
  const deaf = await (await rig.open()).services.visit(await rig.call());
  expect(await refused(deaf.batches.create(asked))).toMatchObject({ code: "hub-unavailable" });
  spy.mockRestore();
  const { items } = await visit.hub.batches.list();
  expect(items).toHaveLength(1);
  expect((await visit.batches.create(asked)).id).toBe(items[0]?.id);
  // And when only the browser has not heard.
  expect((await visit.batches.create(asked)).id).toBe(items[0]?.id);
  expect(await refused(visit.batches.create({ ...asked, idempotencyKey: "another" }))).toMatchObject({
    code: "billing-needed",
  });
  expect((await visit.hub.batches.list()).items).toHaveLength(1);
});

it("refuses in words what the agreed limit would not pay for", async () => {
  await agree();
  await make(9);
  const problem = await refused(make(4));
  expect(problem).toMatchObject({ code: "billing-cap-reached", status: 402 });
  expect(problem?.detail).toMatch(/2\.00 USD in 30 days/);
  await server.meter.run();
  expect(charged()).toBe(175);
  expect(await refused(make(2))).toMatchObject({ code: "billing-cap-reached" });
  await make(1);
  await server.meter.run();
  expect(charged()).toBe(200);
});

it("asks nothing in somebody else's workspace, nor when it is off", async () => {
  const studio = await rig.operator.workspaces.create({ name: "Studio" });
  await visit.joinWorkspace(studio.firstKey?.secret ?? "");
  expect((await server.services.visit(await rig.call())).billing.isOn).toBe(false);
  const billing = { mode: "off", freeImages: 0, pricePerImage: "1", cap: "1", currency: "USD" } as const;
  const off = await rig.open({ settings: { billing } });
  expect((await off.services.visit(await rig.call())).billing.isOn).toBe(false);
});

describe("the meter", () => {
  async function parts(reached?: MeterDeps["reached"]): Promise<{ deps: MeterDeps; metered: Metered }> {
    const { settings, store } = server;
    const deps = {
      documents: store.documents,
      settings: settings.billing,
      now: Date.now,
      ...(reached && { reached }),
    };
    const metered = {
      shop: rig.shopify.shop,
      workspaceId: visit.connection.workspaceId,
      admin: visit.admin,
      client: server.clientOf(rig.shopify.shop),
    };
    return { deps, metered };
  }
  const run = async (reached?: MeterDeps["reached"]): Promise<void> => {
    const { deps, metered } = await parts(reached);
    await chargeUsage(deps, metered);
  };
  const never = (): Promise<void> => new Promise(() => undefined);

  beforeEach(async () => {
    await agree();
    await make(5);
  });

  for (const step of ["noted", "charged"] as const) {
    it(`charges once when its process ends after "${step}", and what has come meanwhile`, async () => {
      let isThere = false;
      void run((at) => {
        if (at !== step) return;
        isThere = true;
        return never();
      });
      await expect.poll(() => isThere).toBe(true);
      await again(await make(1));
      await run();
      await run();
      // 5 and 1 that were made, 1 that was made again, 2 of them free.
      expect(charged()).toBe(5 * 25);
    });
  }

  it("charges once when the answer is lost, or the request", async () => {
    rig.shopify.faults.push({ operation: "RecordUsage", kind: "lost" });
    await expect(run()).rejects.toThrow();
    rig.shopify.faults.push({ operation: "RecordUsage", kind: "refused" });
    await expect(run()).rejects.toThrow();
    await run();
    expect(records().map(({ cents }) => cents)).toEqual([75]);
  });

  it("charges once when several do it at the same time", async () => {
    await Promise.all(Array.from({ length: 6 }, () => run()));
    await run();
    expect(charged()).toBe(75);
  });

  it("charges up to the limit, and the rest when there is a limit again", async () => {
    // Made by somebody who has another way than the app's.
    const { items } = await visit.hub.batches.list({ limit: 1 });
    const csv = Array.from({ length: 10 }, (_, row) => `Cup ${row}`).join("\n");
    const batch = await visit.admin.batches.create({
      name: "Beside the app",
      styleProfileId: items[0]!.styleProfileId,
      template: "A picture of {title}",
      csv: `title\n${csv}\n`,
    });
    await visit.admin.batches.watch(batch.id);
    await run();
    await run();
    expect(charged()).toBe(200);
    for (const subscription of rig.shopify.subscriptions.values()) subscription.status = "CANCELLED";
    await run();
    expect(charged()).toBe(200);
    await agree();
    await run();
    await run();
    // 15 made, 2 free: 13 × 0.25.
    expect(charged()).toBe(325);
  });

  it("charges in the next month what the last one still owes", async () => {
    const { deps, metered } = await parts();
    const next = Date.parse(`${monthOf(Date.now())}-28T00:00:00Z`) + 5 * 24 * 3_600_000;
    await chargeUsage({ ...deps, now: () => next }, metered);
    expect(charged()).toBe(75);
  });

  it("says so and goes on with the others when one shop fails", async () => {
    await server.store.documents.put({ shop: "*shops", key: "broken.myshopify.com", value: true });
    await server.store.documents.put({ shop: "broken.myshopify.com", key: "connection", value: { none: 1 } });
    await server.meter.run();
    expect(charged()).toBe(75);
    expect(server.lines.join("")).toMatch(/Usage could not be charged; it is tried again/);
  });
});
