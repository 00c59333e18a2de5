import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Visit } from "../services.ts";
import { type BillingRig, codeOf, openBillingRig } from "./testing.ts";

let shop: BillingRig;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 7, 20, 12), shouldAdvanceTime: true });
  shop = await openBillingRig();
});
afterEach(async () => {
  await shop.rig.dispose();
  vi.useRealTimers();
});

const AUGUST = 7;

/** Somebody opens the app, on the tenth of a month. */
async function openIn(month: number): Promise<Visit> {
  vi.setSystemTime(Date.UTC(2026, month, 10, 12));
  return shop.server.services.visit(await shop.rig.page());
}

/** A batch of one image, which is below the gate. */
async function makeFailing(): Promise<string> {
  // Of the next tries, none is the reference itself.
  await shop.make(1);
  return shop.make(1, { config: { threshold: 1 } });
}

async function acceptIn(batchId: string, { hub }: Visit): Promise<string | undefined> {
  const { items } = await hub.batches.tasks(batchId, { limit: 1 });
  return codeOf(shop, hub.batches.acceptBestTry(items[0]?.id ?? ""));
}

it("asks for what the hub counts in an older month by the free images of that month, and charges it whenever it is made", async () => {
  const batch = await makeFailing();
  await shop.make(1);
  const inSeptember = await openIn(AUGUST + 1);
  expect(await inSeptember.billing.allowance()).toMatchObject({ freeLeft: 2 });
  const problem = await shop.refused(inSeptember.hub.batches.retryFailed(batch));
  expect(problem).toMatchObject({ code: "billing-month-used", status: 402 });
  expect(problem?.detail).toMatch(/^These images count in 2026-08, .* 0 free images are left/);
  expect(await acceptIn(batch, inSeptember)).toBe("billing-month-used");

  const inDecember = await openIn(AUGUST + 4);
  await shop.agree(inDecember);
  expect(await acceptIn(batch, inDecember)).toBe("made");
  // The limit pays for 8, of which one is owed; two of December are free.
  expect(await inDecember.billing.status()).toMatchObject({ imagesLeft: 9, freeLeft: 2 });
  await shop.server.meter.run();
  await shop.server.meter.run();
  expect(shop.charged()).toBe(25);
  expect(await inDecember.billing.status()).toMatchObject({ imagesLeft: 9 });
});

it("takes the free images that an older month has left", async () => {
  const batch = await makeFailing();
  const inDecember = await openIn(AUGUST + 4);
  await shop.make(2, {}, inDecember);
  expect(await acceptIn(batch, inDecember)).toBe("made");
  await shop.agree(inDecember);
  await shop.server.meter.run();
  expect(shop.charged()).toBe(0);
});

it("counts a version that is wanted later in the month in which it is wanted", async () => {
  const batch = await shop.make(2);
  const [image = ""] = await shop.imagesOf(batch);
  const inSeptember = await openIn(AUGUST + 1);
  expect(await codeOf(shop, inSeptember.hub.assets.regenerate(image))).toBe("made");
  expect(await inSeptember.billing.allowance()).toMatchObject({ freeLeft: 1 });
});

it("charges what was to be paid for, also when nobody could charge it for months", async () => {
  await shop.agree();
  await shop.make(5);
  await openIn(AUGUST + 4);
  await shop.server.meter.run();
  expect(shop.charged()).toBe(75);
});

it("never charges what was made before there was billing", async () => {
  const off = await shop.rig.open({ settings: { billing: { ...shop.rig.settings.billing, mode: "off" } } });
  const batch = await makeFailing();
  await shop.make(4, {}, await off.services.visit(await shop.rig.call()));
  const inDecember = await openIn(AUGUST + 4);
  await shop.agree(inDecember);
  await shop.server.meter.run();
  expect(shop.charged()).toBe(0);
  expect(await acceptIn(batch, inDecember)).toBe("made");
  await shop.server.meter.run();
  expect(shop.charged()).toBe(25);
});
