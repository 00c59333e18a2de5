import {
  deleteWebhook,
  getWebhookDelivery,
  listWebhookDeliveries,
  recoverWebhook,
  replayWebhookDelivery,
  rotateWebhook,
  sweepRecords,
  testWebhook,
  updateWebhook,
} from "@assetql/core";
import { verifyWebhook } from "@assetql/webhooks";
import { expect, it } from "vitest";
import { webhookDeliveries } from "../../core-backend/core/src/webhooks/delivery-record.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { batchDeleted, openWebhookHome } from "./webhook-home.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

it("replays one delivery, whatever came of it, with the same id and body", async () => {
  const home = await openWebhookHome();
  const receiver = await home.receiver();
  const webhook = await home.register({ url: receiver.url });
  await home.announce([batchDeleted(1), batchDeleted(2)]);
  // An answer is written down a moment after it was given.
  await until(async () =>
    (await home.deliveries(webhook)).filter(({ state }) => state === "delivered").length === 2
      ? true
      : undefined,
  );
  const [chosen] = receiver.requests;
  const deliveryId = (await home.deliveries(webhook)).find(({ id }) => id === receiver.ids()[0])?.id;
  if (deliveryId === undefined) throw new Error("Not listed");
  const replayed = await replayWebhookDelivery(home.core, owner, { id: webhook.id, deliveryId });
  expect(replayed).toMatchObject({ state: "pending", tries: 0 });
  await until(async () => (receiver.requests.length === 3 ? true : undefined));
  expect(receiver.requests[2]).toMatchObject({ body: chosen?.body });
  expect(receiver.ids()[2]).toBe(deliveryId);
  const detail = await until(async () => {
    const one = await getWebhookDelivery(home.core, owner, { id: webhook.id, deliveryId });
    return one.state === "delivered" ? one : undefined;
  });
  expect(detail.attempts).toHaveLength(2);
});

it("recovers what failed and what was never sent since a time, and only with `all` what was delivered", async () => {
  let now = Date.now();
  const home = await openWebhookHome({ clock: { now: () => now } });
  const receiver = await home.receiver();
  const recover = async (id: typeof webhook.id, since: number, include: "undelivered" | "all") => {
    const before = receiver.requests.length;
    await recoverWebhook(home.core, owner, { id, since, include });
    const { workspaceId } = owner;
    await home.handle({ kind: "recover-webhook", webhookId: id, workspaceId, since, include, askedAt: now });
    await home.drain(webhook);
    return receiver
      .bodies()
      .slice(before)
      .map(({ data }) => data.batchId)
      .toSorted();
  };
  const startedAt = now;
  // Before the webhook was made: the live log still has it.
  const other = await home.register({ url: receiver.url });
  await home.happen([batchDeleted(1, now)]);
  await deleteWebhook(home.core, owner, other);
  const webhook = await home.register({ url: receiver.url });
  now += 1_000;
  receiver.answer(500);
  await home.happen([batchDeleted(2, now)]);
  for (let tries = 0; tries < 8; tries += 1) {
    await home.drain(webhook);
    now += 13 * 3_600_000;
  }
  receiver.answer(204);
  await home.happen([batchDeleted(3, now)]);
  await home.drain(webhook);
  await updateWebhook(home.core, owner, { id: webhook.id, status: "disabled" });
  await home.happen([batchDeleted(4, now)]);
  await updateWebhook(home.core, owner, { id: webhook.id, status: "enabled" });

  now += 1_000;
  expect(await recover(webhook.id, now, "undelivered")).toEqual([]);
  expect(await recover(webhook.id, startedAt + 500, "undelivered")).toEqual(["bat_000002", "bat_000004"]);
  expect(await recover(webhook.id, startedAt + 500, "undelivered")).toEqual([]);
  now += 1_000;
  expect(await recover(webhook.id, startedAt, "all")).toEqual([
    "bat_000001",
    "bat_000002",
    "bat_000003",
    "bat_000004",
  ]);
});

it("signs with both secrets while they overlap, with the new one alone after that, and changes kinds", async () => {
  let now = Date.now();
  const home = await openWebhookHome({ clock: { now: () => now } });
  const receiver = await home.receiver();
  const webhook = await home.register({ url: receiver.url });
  const signatures = async (): Promise<string[]> => {
    await testWebhook(home.core, owner, webhook);
    return String(receiver.requests.at(-1)?.headers["webhook-signature"]).split(" ");
  };
  expect(await signatures()).toHaveLength(1);
  const rotated = await rotateWebhook(home.core, owner, {
    id: webhook.id,
    // The milliseconds of so many are no whole number.
    overlapHours: 23.7123456,
    signature: "v1a",
  });
  expect(rotated.keys.map(({ expiresAt }) => expiresAt)).toEqual([
    null,
    Math.round(now + 23.7123456 * HOUR_MS),
  ]);
  expect(rotated.secret).toBeNull();
  expect(rotated.keys.map(({ signature }) => signature)).toEqual(["v1a", "v1"]);
  expect(await signatures()).toHaveLength(2);
  const last = receiver.requests.at(-1);
  if (last === undefined) throw new Error("Nothing was sent");
  verifyWebhook(last, [webhook.secret ?? ""]);
  verifyWebhook(last, [rotated.keys[0]?.publicKey ?? ""]);
  now += DAY_MS + 1;
  expect((await signatures()).map((signature) => signature.split(",")[0])).toEqual(["v1a"]);
  // However often, no more than a few old ones sign.
  for (let times = 0; times < 9; times += 1) {
    await rotateWebhook(home.core, owner, { id: webhook.id, overlapHours: 24 });
  }
  expect(await signatures()).toHaveLength(6);
  await rotateWebhook(home.core, owner, { id: webhook.id, overlapHours: 0, signature: "v1" });
  expect((await signatures())[0]?.startsWith("v1,")).toBe(true);
});

it("tests a webhook at once, also one that is disabled, and shows what came back", async () => {
  const home = await openWebhookHome({ clock: { now: () => Date.now() } });
  const receiver = await home.receiver();
  const webhook = await home.register({ url: receiver.url, signature: "v1a" });
  receiver.answer((_, response) => response.writeHead(200, { "Content-Type": "text/plain" }).end("thanks"));
  const good = await testWebhook(home.core, owner, webhook);
  expect(good).toMatchObject({ type: "webhook.test", state: "delivered", lastStatus: 200 });
  expect(good.attempts[0]).toMatchObject({ status: 200, responseBody: "thanks", error: null });
  expect(JSON.stringify(good)).not.toMatch(/webhook-signature|v1a,/);
  await updateWebhook(home.core, owner, { id: webhook.id, status: "disabled" });
  receiver.answer(500);
  const bad = await testWebhook(home.core, owner, webhook);
  expect(bad).toMatchObject({
    state: "failed",
    nextAttemptAt: null,
    lastError: expect.stringContaining("500"),
  });
  // A test is sent once: nothing comes later.
  expect(await home.deliveries(webhook)).toHaveLength(2);
});

it("lists by state and event, page by page, and forgets after thirty days", async () => {
  let now = Date.now();
  const home = await openWebhookHome({ clock: { now: () => now } });
  const receiver = await home.receiver();
  const webhook = await home.register({ url: receiver.url });
  await home.happen(Array.from({ length: 130 }, (_, index) => batchDeleted(index, now)));
  await home.drain(webhook);
  receiver.answer(500);
  await testWebhook(home.core, owner, webhook);
  const page = (query: object) =>
    listWebhookDeliveries(home.core, owner, { id: webhook.id, limit: 50, ...query });
  expect((await page({ state: "failed" })).items.map(({ type }) => type)).toEqual(["webhook.test"]);
  expect((await page({ type: "asset.ready" })).items).toEqual([]);
  const ids: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 10; pages += 1) {
    const found = await page({ type: "batch.deleted", ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...found.items.map(({ id }) => id));
    cursor = found.cursor;
    if (cursor === undefined) break;
  }
  expect(new Set(ids).size).toBe(130);
  now += 29 * DAY_MS;
  expect((await sweepRecords(home.core))["webhook deliveries"]).toBe(0);
  now += 2 * DAY_MS;
  expect((await sweepRecords(home.core))["webhook deliveries"]).toBe(131);
  expect((await page({})).items).toEqual([]);
});

it("takes its deliveries with it when it is deleted", async () => {
  const home = await openWebhookHome();
  const receiver = await home.receiver();
  const webhook = await home.register({ url: receiver.url });
  await home.announce(Array.from({ length: 120 }, (_, index) => batchDeleted(index)));
  await until(async () => (receiver.requests.length === 120 ? true : undefined));
  const [first] = await home.deliveries(webhook);
  if (first === undefined) throw new Error("There is no delivery");
  await deleteWebhook(home.core, owner, webhook);
  await until(async () => {
    const left = await home.core.store.query(webhookDeliveries, {
      index: "byWebhook",
      partition: webhook.id,
      limit: 1,
    });
    return left.items.length === 0 ? true : undefined;
  });
  await expect(
    getWebhookDelivery(home.core, owner, { id: webhook.id, deliveryId: first.id }),
  ).rejects.toThrow("no delivery");
});
