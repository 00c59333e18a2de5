import type { LogLevel } from "@assetql/connector-sdk";
import { recordUsage, type ShopClient } from "@assetql/shopify";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chargeUsage, type MeterDeps, type Metered } from "./meter.ts";
import { type BillingRig, openBillingRig } from "./testing.ts";
import { monthOf } from "./usage.ts";

let shop: BillingRig;
beforeEach(async () => {
  shop = await openBillingRig();
  await shop.agree();
  await shop.make(5);
});
afterEach(() => shop.rig.dispose());

/** What the meter has logged. */
const told: { readonly level: LogLevel; readonly message: string; readonly reason?: unknown }[] = [];

function parts(reached?: MeterDeps["reached"]): { readonly deps: MeterDeps; readonly metered: Metered } {
  const { settings, store } = shop.server;
  told.length = 0;
  const deps: MeterDeps = {
    documents: store.documents,
    settings: settings.billing,
    now: Date.now,
    log: (level, message, { reason } = {}) => void told.push({ level, message, reason }),
    ...(reached && { reached }),
  };
  const metered = {
    shop: shop.rig.shopify.shop,
    workspaceId: shop.visit.connection.workspaceId,
    admin: shop.visit.admin,
    client: shop.server.clientOf(shop.rig.shopify.shop),
  };
  return { deps, metered };
}
const run = async (reached?: MeterDeps["reached"]): Promise<void> => {
  const { deps, metered } = parts(reached);
  await chargeUsage(deps, metered);
};
const never = (): Promise<void> => new Promise(() => undefined);

for (const step of ["noted", "charged"] as const) {
  it(`charges once when its process ends after "${step}", and what has come meanwhile`, async () => {
    let isThere = false;
    void run((at) => {
      if (at !== step) return;
      isThere = true;
      return never();
    });
    await expect.poll(() => isThere).toBe(true);
    await shop.again(await shop.make(1));
    await run();
    await run();
    // 5 and 1 that were made, 1 that was made again, 2 of them free.
    expect(shop.charged()).toBe(5 * 25);
  });
}

it("charges once when the answer is lost, or the request", async () => {
  shop.rig.shopify.faults.push({ operation: "RecordUsage", kind: "lost" });
  await expect(run()).rejects.toThrow();
  shop.rig.shopify.faults.push({ operation: "RecordUsage", kind: "refused" });
  await expect(run()).rejects.toThrow();
  await run();
  expect(shop.records().map(({ cents }) => cents)).toEqual([75]);
});

it("charges once when several do it at the same time", async () => {
  await Promise.all(Array.from({ length: 6 }, () => run()));
  await run();
  expect(shop.charged()).toBe(75);
});

it("says when a charge is refused, and why, and charges it later", async () => {
  const { deps, metered } = parts();
  const { client } = metered;
  const refusing: ShopClient = {
    ...client,
    call: async (operation, variables) =>
      operation.name === recordUsage.name
        ? operation.schema.parse({
            appUsageRecordCreate: {
              appUsageRecord: null,
              userErrors: [{ message: "The app is not public" }],
            },
          })
        : client.call(operation, variables),
  };
  await chargeUsage(deps, { ...metered, client: refusing });
  expect(told).toEqual([
    { level: "error", message: expect.stringContaining("refuses"), reason: "The app is not public" },
  ]);
  expect(shop.charged()).toBe(0);
  await run();
  expect(shop.charged()).toBe(75);
  expect(told).toEqual([]);
});

it("tells a charge beyond the limit from others that are refused", async () => {
  const line = [...shop.rig.shopify.subscriptions.values()].flatMap(({ lineItems }) => lineItems)[0];
  await run((step) => {
    if (step !== "noted") return;
    // By another process, or an older subscription's key.
    line?.records.push({
      id: "1",
      description: "Meanwhile",
      cents: 150,
      idempotencyKey: "other",
      createdAt: "",
    });
  });
  expect(told).toEqual([
    { level: "info", message: expect.stringContaining("beyond"), reason: expect.stringContaining("balance") },
  ]);
  await run();
  expect(shop.charged()).toBe(200);
});

it("charges up to the limit, and the rest when there is a limit again", async () => {
  // Made by somebody who has another way than the app's.
  const { items } = await shop.visit.hub.batches.list({ limit: 1 });
  const csv = Array.from({ length: 10 }, (_, row) => `Cup ${row}`).join("\n");
  const batch = await shop.visit.admin.batches.create({
    name: "Beside the app",
    styleProfileId: items[0]!.styleProfileId,
    template: "A picture of {title}",
    csv: `title\n${csv}\n`,
  });
  await shop.visit.admin.batches.watch(batch.id);
  await run();
  await run();
  expect(shop.charged()).toBe(200);
  for (const subscription of shop.rig.shopify.subscriptions.values()) subscription.status = "CANCELLED";
  await run();
  expect(shop.charged()).toBe(200);
  await shop.agree();
  await run();
  await run();
  // 15 made, 2 free: 13 × 0.25.
  expect(shop.charged()).toBe(325);
});

it("charges in the next month what the last one still owes", async () => {
  const { deps, metered } = parts();
  const next = Date.parse(`${monthOf(Date.now())}-28T00:00:00Z`) + 5 * 24 * 3_600_000;
  await chargeUsage({ ...deps, now: () => next }, metered);
  expect(shop.charged()).toBe(75);
});

it("says so and goes on with the others when one shop fails", async () => {
  await shop.server.store.documents.put({ shop: "*shops", key: "broken.myshopify.com", value: true });
  await shop.server.store.documents.put({
    shop: "broken.myshopify.com",
    key: "connection",
    value: { none: 1 },
  });
  await shop.server.meter.run();
  expect(shop.charged()).toBe(75);
  expect(shop.server.lines.join("")).toMatch(/Usage could not be charged; it is tried again/);
});
