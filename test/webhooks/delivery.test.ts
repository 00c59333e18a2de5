import { testWebhook, updateWebhook } from "@assetql/core";
import { replace } from "@assetql/core/ports";
import { verifyWebhook } from "@assetql/webhooks";
import { expect, it } from "vitest";
import { webhooks } from "../../core-backend/core/src/webhooks/webhook-record.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { assetDeleted, batchDeleted, openWebhookHome } from "./webhook-home.ts";

it("sends each event once to each webhook that is about it, signed, and keeps what came of it", async () => {
  const home = await openWebhookHome();
  const [one, other] = [await home.receiver(), await home.receiver()];
  const all = await home.register({ url: one.url });
  const some = await home.register({ url: other.url, events: ["asset.deleted"] });
  await home.announce([batchDeleted(1), assetDeleted(2, 7), batchDeleted(3)]);
  await until(async () => (one.requests.length === 3 && other.requests.length === 1 ? true : undefined));

  for (const request of one.requests) verifyWebhook(request, [all.secret ?? ""]);
  for (const request of other.requests) verifyWebhook(request, [some.secret ?? ""]);
  expect(
    one
      .bodies()
      .map(({ type, data }) => [type, data.batchId])
      .sort(),
  ).toEqual([
    ["asset.deleted", "bat_000002"],
    ["batch.deleted", "bat_000001"],
    ["batch.deleted", "bat_000003"],
  ]);
  const deliveries = await until(async () => {
    const found = await home.deliveries(all);
    return found.every(({ state }) => state === "delivered") ? found : undefined;
  });
  expect(deliveries.map(({ id }) => id).sort()).toEqual(one.ids().sort());
  expect(new Set(one.ids()).size).toBe(3);
});

it("hears nothing of what happened before it was made, nor while it is disabled", async () => {
  const home = await openWebhookHome();
  const receiver = await home.receiver();
  const everything = await home.receiver();
  await home.register({ url: everything.url });
  await home.announce([batchDeleted(1)]);
  await until(async () => (everything.requests.length === 1 ? true : undefined));
  const { id } = await home.register({ url: receiver.url });
  await updateWebhook(home.core, owner, { id, status: "disabled" });
  await home.announce([batchDeleted(2)]);
  await until(async () => (everything.requests.length === 2 ? true : undefined));
  await updateWebhook(home.core, owner, { id, status: "enabled" });
  await home.announce([batchDeleted(3)]);
  await until(async () =>
    receiver.requests.length > 0 && everything.requests.length === 3 ? true : undefined,
  );
  expect(receiver.bodies().map(({ data }) => data.batchId)).toEqual(["bat_000003"]);
});

it("sends many events, several at the same time, without losing or repeating one", async () => {
  const home = await openWebhookHome();
  const receiver = await home.receiver();
  receiver.answer((_, response) => setTimeout(() => response.writeHead(204).end(), 5));
  const webhook = await home.register({ url: receiver.url });
  for (let from = 0; from < 300; from += 50) {
    await home.announce(Array.from({ length: 50 }, (_, index) => batchDeleted(from + index)));
  }
  await until(async () => (receiver.requests.length >= 300 ? true : undefined));
  await until(async () =>
    (await home.deliveries(webhook)).every(({ state }) => state === "delivered") ? true : undefined,
  );
  expect(new Set(receiver.ids()).size).toBe(300);
  expect(receiver.requests).toHaveLength(300);
  expect(receiver.peak()).toBeGreaterThan(2);
  expect(receiver.peak()).toBeLessThanOrEqual(8);
});

it("keeps the pace that a webhook is set to", async () => {
  const home = await openWebhookHome();
  const receiver = await home.receiver();
  await home.register({ url: receiver.url, ratePerSecond: 10 });
  const startedAt = Date.now();
  await home.announce(Array.from({ length: 15 }, (_, index) => batchDeleted(index)));
  await until(async () => (receiver.requests.length === 15 ? true : undefined));
  // 14 gaps of 100 ms; a timer may be early by a millisecond.
  expect((receiver.requests.at(-1)?.at ?? 0) - startedAt).toBeGreaterThanOrEqual(14 * 99);
});

it("leaves the others alone when one does not answer", async () => {
  const home = await openWebhookHome({ timeoutMs: 60_000 });
  const [hanging, well] = [await home.receiver(), await home.receiver()];
  hanging.answer(() => {});
  const stuck = await home.register({ url: hanging.url });
  await home.register({ url: well.url });
  await home.announce(Array.from({ length: 60 }, (_, index) => batchDeleted(index)));
  await until(async () => (well.requests.length === 60 ? true : undefined));
  // It is still within its first tries.
  expect((await home.deliveries(stuck)).some(({ state }) => state === "delivered")).toBe(false);
  expect(hanging.requests.length).toBeLessThanOrEqual(8);
});

it("tries again by itself what failed", async () => {
  const home = await openWebhookHome();
  const receiver = await home.receiver();
  const failing = new Set<string>();
  receiver.answer(({ headers }, response) => {
    const id = String(headers["webhook-id"]);
    // Each fails at first.
    response.writeHead(failing.has(id) ? 200 : 500).end("later");
    failing.add(id);
  });
  const webhook = await home.register({ url: receiver.url });
  await home.announce(Array.from({ length: 20 }, (_, index) => batchDeleted(index)));
  const deliveries = await until(async () => {
    const found = await home.deliveries(webhook);
    return found.length === 20 && found.every(({ state }) => state === "delivered") ? found : undefined;
  });
  expect(deliveries.every(({ tries }) => tries === 2)).toBe(true);
  expect(receiver.requests).toHaveLength(40);
});

it("passes the same door when it is saved, tested and delivered", async () => {
  const home = await openWebhookHome({ allow: ["127.0.0.2"] });
  const receiver = await home.receiver();
  await expect(home.register({ url: receiver.url })).rejects.toMatchObject({ code: "webhook-address" });
  const webhook = await home.register({ url: receiver.url.replace("127.0.0.1", "127.0.0.2") });
  // As if the name had led elsewhere when it was saved.
  const stored = await home.core.store.get(webhooks, webhook.id);
  if (stored === undefined) throw new Error("It is not there");
  await home.core.store.transact([
    replace(webhooks, { ...stored.value, url: receiver.url }, stored.revision),
  ]);
  const test = await testWebhook(home.core, owner, webhook);
  expect(test.lastError).toContain("127.0.0.1 is not an address of the internet");
  await home.announce([batchDeleted(1)]);
  const delivery = await until(async () =>
    (await home.deliveries(webhook)).find(({ type, tries }) => type === "batch.deleted" && tries > 0),
  );
  expect(delivery.lastError).toContain("127.0.0.1 is not an address of the internet");
  expect(receiver.requests).toEqual([]);
});

it("follows no redirect, not even to where it may send", async () => {
  const home = await openWebhookHome();
  const [first, second] = [await home.receiver(), await home.receiver()];
  first.answer((_, response) => response.writeHead(307, { Location: second.url }).end());
  const test = await testWebhook(home.core, owner, await home.register({ url: first.url }));
  expect(test).toMatchObject({ state: "failed", lastStatus: 307 });
  expect(test.lastError).toContain("Webhooks follow no redirects");
  expect(second.requests).toEqual([]);
});
