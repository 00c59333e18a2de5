import { WEBHOOK_RETRY_SECONDS, type WebhookDelivery } from "@assetql/contract";
import {
  getWebhook,
  getWebhookDelivery,
  listAudit,
  replayWebhookDelivery,
  ringAlarm,
  updateWebhook,
} from "@assetql/core";
import { expect, it } from "vitest";
import { alarms } from "../../core-backend/embedded/src/sqlite/scheduler-alarms.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { batchDeleted, openWebhookHome } from "./webhook-home.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A hub whose time moves only when told, with one webhook and one delivery. */
async function openStill() {
  // In the real present, or what is signed would be too old for a receiver.
  let now = Date.now();
  const clock = { now: () => now };
  const home = await openWebhookHome({ clock });
  const receiver = await home.receiver();
  const webhook = await home.register({ url: receiver.url });
  const only = async (): Promise<WebhookDelivery> => {
    const [delivery] = await home.deliveries(webhook);
    if (delivery === undefined) throw new Error("There is no delivery");
    return delivery;
  };
  return {
    ...home,
    receiver,
    webhook,
    only,
    now: () => now,
    pass(milliseconds: number) {
      now += milliseconds;
    },
    async untilNextTry() {
      const { nextAttemptAt } = await only();
      if (nextAttemptAt === null) throw new Error("Nothing is due");
      now = Math.max(now, nextAttemptAt);
      await home.drain(webhook);
    },
  };
}

it("tries on the schedule, each wait within a fifth of it, and gives up after the eighth try", async () => {
  const home = await openStill();
  home.receiver.answer(500);
  await home.happen([batchDeleted(1, home.now())]);
  const waits: number[] = [];
  await home.drain(home.webhook);
  for (;;) {
    const { nextAttemptAt } = await home.only();
    if (nextAttemptAt === null) break;
    waits.push((nextAttemptAt - home.now()) / 1_000);
    // A moment before its time nothing is sent.
    home.pass(nextAttemptAt - home.now() - 1);
    const before = home.receiver.requests.length;
    await home.drain(home.webhook);
    expect(home.receiver.requests).toHaveLength(before);
    home.pass(1);
    await home.drain(home.webhook);
    expect(home.receiver.requests).toHaveLength(before + 1);
  }
  expect(waits).toHaveLength(7);
  for (const [index, seconds] of WEBHOOK_RETRY_SECONDS.entries()) {
    expect(waits[index]).toBeGreaterThanOrEqual(seconds * 0.8 - 0.001);
    expect(waits[index]).toBeLessThanOrEqual(seconds * 1.2 + 0.001);
  }
  expect(waits.some((wait, index) => wait !== WEBHOOK_RETRY_SECONDS[index])).toBe(true);
  expect(await home.only()).toMatchObject({ state: "failed", tries: 8, lastStatus: 500 });
  const detail = await getWebhookDelivery(home.core, owner, {
    id: home.webhook.id,
    deliveryId: (await home.only()).id,
  });
  expect(detail.attempts).toHaveLength(8);
  expect(detail.attempts[0]?.at).toBeGreaterThan(detail.attempts[7]?.at ?? 0);
  // The same message every time, so that a receiver can tell.
  expect(new Set(home.receiver.ids()).size).toBe(1);
  expect(new Set(home.receiver.requests.map(({ body }) => body)).size).toBe(1);
});

it("waits as long as the receiver asks, up to a day, and leaves it alone meanwhile", async () => {
  const home = await openStill();
  home.receiver.answer((_, response) => response.writeHead(429, { "Retry-After": "7200" }).end());
  await home.happen([batchDeleted(1, home.now())]);
  await home.drain(home.webhook);
  const first = await home.only();
  expect((first.nextAttemptAt ?? 0) - home.now()).toBe(2 * HOUR_MS);
  // What comes meanwhile waits, too.
  home.receiver.answer(204);
  await home.happen([batchDeleted(2, home.now())]);
  await home.drain(home.webhook);
  expect(home.receiver.requests).toHaveLength(1);
  home.pass(2 * HOUR_MS);
  await home.drain(home.webhook);
  expect(home.receiver.requests).toHaveLength(3);

  home.receiver.answer((_, response) => response.writeHead(503, { "Retry-After": "9999999" }).end());
  await home.happen([batchDeleted(3, home.now())]);
  await home.drain(home.webhook);
  expect(((await home.only()).nextAttemptAt ?? 0) - home.now()).toBe(DAY_MS);
});

it("is not hurried by a receiver that wants it sooner than the schedule", async () => {
  const home = await openStill();
  home.receiver.answer((_, response) => response.writeHead(500, { "Retry-After": "0" }).end());
  await home.happen([batchDeleted(1, home.now())]);
  await home.drain(home.webhook);
  expect(((await home.only()).nextAttemptAt ?? 0) - home.now()).toBeGreaterThanOrEqual(4_000);
});

it("is disabled at once by a 410, with an audit record and a mail to write", async () => {
  const home = await openStill();
  home.receiver.answer(410);
  await home.happen([batchDeleted(1, home.now()), batchDeleted(2, home.now())]);
  await home.drain(home.webhook);
  expect(await getWebhook(home.core, owner, home.webhook)).toMatchObject({
    status: "disabled",
    disabledBy: "gone",
  });
  const { items } = await listAudit(home.core, owner, { limit: 10, subject: home.webhook.id });
  expect(items.map(({ action }) => action).toSorted()).toEqual(["webhook.created", "webhook.disabled"]);
  const sent = home.receiver.requests.length;
  home.pass(DAY_MS);
  await home.drain(home.webhook);
  await home.happen([batchDeleted(3, home.now())]);
  expect(home.receiver.requests).toHaveLength(sent);
  expect(await home.deliveries(home.webhook)).toHaveLength(2);
  await expect(
    replayWebhookDelivery(home.core, owner, { id: home.webhook.id, deliveryId: (await home.only()).id }),
  ).rejects.toMatchObject({ code: "webhook-state" });
});

it("is disabled after five days in which every try failed, and works again once it is enabled", async () => {
  const home = await openStill();
  home.receiver.answer(500);
  const startedAt = home.now();
  for (let day = 0; day < 6; day += 1) {
    await home.happen([batchDeleted(day, home.now())]);
    await home.drain(home.webhook);
    const { status, failingSince } = await getWebhook(home.core, owner, home.webhook);
    expect(status).toBe(day < 5 ? "enabled" : "disabled");
    expect(failingSince).toBe(startedAt);
    home.pass(DAY_MS);
  }
  expect(await getWebhook(home.core, owner, home.webhook)).toMatchObject({ disabledBy: "failures" });
  home.receiver.answer(204);
  const enabled = await updateWebhook(home.core, owner, { id: home.webhook.id, status: "enabled" });
  expect(enabled).toMatchObject({ status: "enabled", disabledBy: null, failingSince: null });
  await home.drain(home.webhook);
  expect(
    (await home.deliveries(home.webhook)).filter(({ state }) => state === "delivered").length,
  ).toBeGreaterThan(0);
  expect((await getWebhook(home.core, owner, home.webhook)).lastSuccessAt).toBe(home.now());
});

it("is not disabled by failures with a success between them, nor by two that are a week apart", async () => {
  const home = await openStill();
  for (let day = 0; day < 8; day += 1) {
    home.receiver.answer(day === 4 ? 204 : 500);
    await home.happen([batchDeleted(day, home.now())]);
    await home.drain(home.webhook);
    home.pass(DAY_MS / 1.2);
  }
  home.pass(7 * DAY_MS);
  await home.happen([batchDeleted(99, home.now())]);
  await home.drain(home.webhook);
  expect(await getWebhook(home.core, owner, home.webhook)).toMatchObject({
    status: "enabled",
    failingSince: home.now(),
  });
});

it("sets a job for what comes soon, and an alarm for what comes later than a job can wait", async () => {
  const home = await openStill();
  home.receiver.answer(500);
  await home.happen([batchDeleted(1, home.now())]);
  await home.drain(home.webhook);
  for (let tries = 1; tries < 5; tries += 1) await home.untilNextTry();
  // Two hours away: the scheduler has it, and rings it as a job.
  const { nextAttemptAt } = await home.only();
  expect((nextAttemptAt ?? 0) - home.now()).toBeGreaterThan(HOUR_MS);
  const alarm = await home.core.store.get(alarms, `webhook.${home.webhook.id}`);
  expect(alarm?.value.at).toBe(nextAttemptAt);
  const [entry] = ringAlarm(home.core, { id: "any", job: alarm?.value.job, plannedAt: 0 });
  expect(JSON.stringify(entry)).toContain('"kind":"drain-webhook"');
});

it("lets nobody else send while somebody does, and takes over from one that died", async () => {
  const home = await openStill();
  const held = Promise.withResolvers<void>();
  home.receiver.answer((_, response) => void held.promise.then(() => response.writeHead(204).end()));
  await home.happen([batchDeleted(1, home.now())]);
  const first = home.drain(home.webhook);
  await until(async () => (home.receiver.requests.length === 1 ? true : undefined));
  await home.happen([batchDeleted(2, home.now())]);
  await home.drain(home.webhook);
  expect(home.receiver.requests).toHaveLength(1);
  // As if it had died: its lease is over, and the message comes again.
  home.pass(61_000);
  const second = home.drain(home.webhook);
  await until(async () => (home.receiver.requests.length >= 3 ? true : undefined));
  held.resolve();
  await Promise.all([first, second]);
  const deliveries = await home.deliveries(home.webhook);
  expect(deliveries.map(({ state }) => state)).toEqual(["delivered", "delivered"]);
});
