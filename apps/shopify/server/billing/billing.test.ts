import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Visit } from "../services.ts";
import { type BillingRig, codeOf, FREE, openBillingRig } from "./testing.ts";

let shop: BillingRig;
beforeEach(async () => {
  shop = await openBillingRig();
});
afterEach(() => shop.rig.dispose());

it("is free up to the allowance, asks then, and charges what comes beyond it, once", async () => {
  expect(await shop.visit.billing.status()).toEqual({
    plan: "free",
    freeImages: 2,
    freeLeft: 2,
    imagesLeft: 2,
    usedImages: 0,
    pricePerImage: { amount: "0.25", currency: "USD" },
    cap: null,
  });
  await shop.make(1);
  expect(await shop.refused(shop.make(3))).toMatchObject({ code: "billing-needed", status: 402 });
  expect((await shop.refused(shop.make(2)))?.detail).toMatch(
    /^1 of this month's 2 free images is left, and this would make 2\./,
  );
  expect((await shop.visit.billing.begin()).confirmationUrl).toMatch(/^https:\/\/spike\.myshopify\.com\//);
  await shop.agree();
  await shop.make(4);
  expect(await shop.visit.billing.status()).toMatchObject({
    plan: "usage",
    usedImages: 5,
    freeLeft: 0,
    // 8 × 0.25 make the cap, and 3 beyond the free ones are made already.
    imagesLeft: 5,
    cap: "2.00",
  });
  await shop.server.meter.run();
  await shop.server.meter.run();
  expect(shop.records().map(({ cents }) => cents)).toEqual([75]);
  await shop.make(2);
  await shop.server.meter.run();
  expect(shop.records().map(({ cents }) => cents)).toEqual([75, 50]);
});

describe("an image that is made again", () => {
  it("is one of the free images, and asks for a plan when they are used up", async () => {
    const batch = await shop.make(1);
    await shop.again(batch);
    expect(await shop.visit.billing.status()).toMatchObject({ usedImages: 2, freeLeft: 0, imagesLeft: 0 });
    const problem = await shop.refused(shop.again(batch));
    expect(problem).toMatchObject({ code: "billing-needed", status: 402 });
    expect(problem?.detail).toMatch(/^0 of this month's 2 free images are left, and this would make 1\./);
    const assetIds = await shop.imagesOf(batch);
    expect(
      await shop.refused(shop.visit.hub.assets.review({ action: "regenerate", assetIds })),
    ).toMatchObject({
      code: "billing-needed",
    });
    expect(await shop.visit.hub.assets.review({ action: "approve", assetIds })).toMatchObject({ done: 1 });
    expect(await shop.visit.billing.status()).toMatchObject({ usedImages: 2 });
  });

  it("is charged beyond them, once, up to the agreed limit", async () => {
    await shop.agree();
    const batch = await shop.make(2);
    await shop.again(batch);
    await shop.again(batch);
    await shop.server.meter.run();
    await shop.server.meter.run();
    expect(shop.records().map(({ cents }) => cents)).toEqual([50]);
    const assetIds = await shop.imagesOf(await shop.make(6));
    expect(
      await shop.refused(shop.visit.hub.assets.review({ action: "regenerate", assetIds })),
    ).toMatchObject({
      code: "billing-cap-reached",
    });
    await shop.server.meter.run();
    expect(shop.charged()).toBe(200);
  });

  it("is free once, however many want it at the same moment", async () => {
    const [image = ""] = await shop.imagesOf(await shop.make(1));
    const other = await shop.server.services.visit(await shop.rig.call());
    const ask = ({ hub }: Visit) => codeOf(shop, hub.assets.regenerate(image));
    expect(await Promise.all([ask(shop.visit), ask(other)])).toEqual(["made", "billing-needed"]);
  });

  it("is not free when it is tried again, or accepted below the gate, and none is left", async () => {
    // The first try is the reference itself.
    const batch = await shop.make(2, { config: { threshold: 1 } });
    expect(await shop.visit.billing.status()).toMatchObject({ usedImages: 1, freeLeft: 1 });
    await shop.make(1);
    const { items } = await shop.visit.hub.batches.tasks(batch, { limit: 5 });
    const accept = () =>
      shop.visit.hub.batches.acceptBestTry(items.find(({ bestTry }) => bestTry !== null)?.id ?? "");
    expect(await shop.refused(shop.visit.hub.batches.retryFailed(batch))).toMatchObject({
      code: "billing-needed",
    });
    expect(await shop.refused(accept())).toMatchObject({ code: "billing-needed" });
    await shop.agree();
    await accept();
    await shop.server.meter.run();
    expect(shop.charged()).toBe(25);
  });
});

it("gives the free images once, however many ask for them at the same moment", async () => {
  const selectionId = await shop.select(FREE);
  const other = await shop.server.services.visit(await shop.rig.call());
  const ask = ({ batches }: Visit, idempotencyKey: string) =>
    batches.create({ ...shop.plan, selectionId, name: "Mugs", idempotencyKey }).then(
      ({ id }) => id,
      (error: unknown) => shop.server.services.problemOf(error)?.code,
    );
  const answers = await Promise.all([
    ask(shop.visit, "the-first-click"),
    ask(shop.visit, "the-first-click"),
    ask(other, "the-second-tab"),
  ]);
  expect(answers[0]).toBe(answers[1]);
  expect(answers[2]).toBe("billing-needed");
});

it("gives the free images once over all processes, and makes once what two of them are asked for", async () => {
  const selectionId = await shop.select(FREE);
  const processes = [shop.server, await shop.rig.open(), await shop.rig.open()];
  const visits = await Promise.all(
    processes.map(async ({ services }) => services.visit(await shop.rig.call())),
  );
  const create = ({ batches }: Visit, idempotencyKey: string) =>
    codeOf(shop, batches.create({ ...shop.plan, selectionId, name: "Mugs", idempotencyKey }));
  const keys = ["one-click", "one-click", "another"];
  const answers = await Promise.all(visits.map((visit, index) => create(visit, keys[index] ?? "")));
  const { items } = await shop.visit.hub.batches.list();
  expect(items).toHaveLength(1);
  expect([
    ["made", "made", "billing-needed"],
    ["billing-needed", "billing-needed", "made"],
  ]).toContainEqual(answers);
  await shop.visit.hub.batches.watch(items[0]?.id ?? "");
  const image = (await shop.imagesOf(items[0]?.id ?? ""))[0] ?? "";
  await shop.agree();
  await shop.make(7);
  // One more is within the limit.
  const again = await Promise.all(visits.map(({ hub }) => codeOf(shop, hub.assets.regenerate(image))));
  expect(again.toSorted()).toEqual(["billing-cap-reached", "billing-cap-reached", "made"]);
});

it("gives the batch that was made though its answer was lost, and the free images are used up by it", async () => {
  const selectionId = await shop.select(FREE);
  const asked = { ...shop.plan, selectionId, name: "Mugs", idempotencyKey: "lost-answer" };
  const send = globalThis.fetch;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const answer = await send(input, init);
    const isCreating = init?.method === "POST" && String(input).endsWith("/api/v1/batches");
    if (isCreating) throw new TypeError("fetch failed");
    return answer;
  });
  const deaf = await (await shop.rig.open()).services.visit(await shop.rig.call());
  expect(await shop.refused(deaf.batches.create(asked))).toMatchObject({ code: "hub-unavailable" });
  spy.mockRestore();
  const { items } = await shop.visit.hub.batches.list();
  expect(items).toHaveLength(1);
  expect((await shop.visit.batches.create(asked)).id).toBe(items[0]?.id);
  // And when only the browser has not heard.
  expect((await shop.visit.batches.create(asked)).id).toBe(items[0]?.id);
  expect(
    await shop.refused(shop.visit.batches.create({ ...asked, idempotencyKey: "another" })),
  ).toMatchObject({
    code: "billing-needed",
  });
  expect((await shop.visit.hub.batches.list()).items).toHaveLength(1);
});

it("refuses in words what the agreed limit would not pay for", async () => {
  await shop.agree();
  await shop.make(9);
  const problem = await shop.refused(shop.make(4));
  expect(problem).toMatchObject({ code: "billing-cap-reached", status: 402 });
  expect(problem?.detail).toMatch(/2\.00 USD in 30 days/);
  await shop.server.meter.run();
  expect(shop.charged()).toBe(175);
  expect(await shop.refused(shop.make(2))).toMatchObject({ code: "billing-cap-reached" });
  await shop.make(1);
  await shop.server.meter.run();
  expect(shop.charged()).toBe(200);
});

it("charges nothing in another currency than was agreed to, says so, and lets the shop agree anew", async () => {
  await shop.agree();
  await shop.make(4);
  const billing = { ...shop.rig.settings.billing, currency: "EUR" };
  const changed = await shop.rig.open({ settings: { billing } });
  await changed.meter.run();
  expect(shop.charged()).toBe(0);
  expect(changed.lines.join("")).toMatch(
    /"level":"error".*another currency than ASSETQL_SHOPIFY_CURRENCY.*"agreed":"USD","set":"EUR"/,
  );
  const visit = await changed.services.visit(await shop.rig.call());
  expect(await visit.billing.status()).toMatchObject({ plan: "free", imagesLeft: 0, cap: null });
  expect(await shop.refused(shop.make(1, {}, visit))).toMatchObject({ code: "billing-needed" });
  await shop.agree(visit);
  await shop.make(1, {}, visit);
  await changed.meter.run();
  expect(shop.charged()).toBe(75);
});

it("asks nothing in somebody else's workspace, nor when it is off", async () => {
  const studio = await shop.rig.operator.workspaces.create({ name: "Studio" });
  await shop.server.services.joinWorkspace(await shop.rig.call(), studio.firstKey?.secret ?? "");
  expect((await shop.server.services.visit(await shop.rig.call())).billing.isOn).toBe(false);
  const billing = { mode: "off", freeImages: 0, pricePerImage: "1", cap: "1", currency: "USD" } as const;
  const off = await shop.rig.open({ settings: { billing } });
  expect((await off.services.visit(await shop.rig.call())).billing.isOn).toBe(false);
});
