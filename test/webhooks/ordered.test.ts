import { replace } from "@assetql/core/ports";
import { expect, it } from "vitest";
import { webhookDeliveries } from "../../core-backend/core/src/webhooks/delivery-record.ts";
import { until } from "../support/until.ts";
import { assetDeleted, openWebhookHome } from "./webhook-home.ts";

const imageOf = ({ data }: { data: Record<string, unknown> }): number =>
  Number(String(data.assetId).slice(4));
const batchOf = ({ data }: { data: Record<string, unknown> }): number =>
  Number(String(data.batchId).slice(4));

it("sends what belongs to one batch one after the other, and different batches side by side", async () => {
  const home = await openWebhookHome();
  const receiver = await home.receiver();
  const running = new Map<string, number>();
  let mostOfOne = 0;
  receiver.answer(({ body }, response) => {
    const batch = String(JSON.parse(body).data.batchId);
    running.set(batch, (running.get(batch) ?? 0) + 1);
    mostOfOne = Math.max(mostOfOne, running.get(batch) ?? 0);
    setTimeout(() => {
      running.set(batch, (running.get(batch) ?? 0) - 1);
      response.writeHead(204).end();
    }, 5);
  });
  await home.register({ url: receiver.url, ordered: true });
  const images = Array.from({ length: 120 }, (_, index) => assetDeleted(index % 4, index));
  for (let from = 0; from < images.length; from += 30) await home.announce(images.slice(from, from + 30));
  await until(async () => (receiver.requests.length === 120 ? true : undefined));
  for (const batch of [0, 1, 2, 3]) {
    const seen = receiver
      .bodies()
      .filter((body) => batchOf(body) === batch)
      .map(imageOf);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  }
  expect(mostOfOne).toBe(1);
  expect(receiver.peak()).toBeGreaterThan(1);
});

it("holds back the later ones of a batch behind one that fails, and no other batch", async () => {
  let now = Date.now();
  const home = await openWebhookHome({ clock: { now: () => now } });
  const receiver = await home.receiver();
  receiver.answer(({ body }, response) =>
    response.writeHead(imageOf(JSON.parse(body)) === 2 ? 500 : 204).end(),
  );
  const webhook = await home.register({ url: receiver.url, ordered: true });
  await home.happen([
    ...[1, 2, 3, 4].map((image) => assetDeleted(1, image, now)),
    ...[11, 12].map((image) => assetDeleted(2, image, now)),
  ]);
  await home.drain(webhook);
  const sent = (batch: number) =>
    receiver
      .bodies()
      .filter((body) => batchOf(body) === batch)
      .map(imageOf);
  expect(sent(1)).toEqual([1, 2]);
  expect(sent(2)).toEqual([11, 12]);
  // More than a transaction holds, and more than one look finds, waits behind it, too.
  await home.happen(Array.from({ length: 250 }, (_, index) => assetDeleted(1, 100 + index, now)));
  await home.drain(webhook);
  expect(sent(1)).toEqual([1, 2]);
  receiver.answer(204);
  now += 10_000;
  await home.drain(webhook);
  expect(sent(1)).toEqual([1, 2, 2, 3, 4, ...Array.from({ length: 250 }, (_, index) => 100 + index)]);
});

it("lets the others go on when one has failed for good", async () => {
  let now = Date.now();
  const home = await openWebhookHome({ clock: { now: () => now } });
  const receiver = await home.receiver();
  receiver.answer(({ body }, response) =>
    response.writeHead(imageOf(JSON.parse(body)) === 1 ? 500 : 204).end(),
  );
  const webhook = await home.register({ url: receiver.url, ordered: true });
  await home.happen([assetDeleted(1, 1, now), assetDeleted(1, 2, now)]);
  for (let tries = 0; tries < 8; tries += 1) {
    await home.drain(webhook);
    now += 13 * 3_600_000;
  }
  await home.drain(webhook);
  expect(receiver.bodies().map(imageOf)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2]);
  const states = (await home.deliveries(webhook)).map(({ state }) => state);
  expect(states.toSorted()).toEqual(["delivered", "failed"]);
});

it("lets none overtake those before it that one look does not find", async () => {
  let now = Date.now();
  const home = await openWebhookHome({ clock: { now: () => now } });
  const receiver = await home.receiver();
  const webhook = await home.register({ url: receiver.url, ordered: true });
  const images = Array.from({ length: 150 }, (_, index) => index + 1);
  await home.happen(images.map((image) => assetDeleted(1, image, now)));
  // One that has failed, beyond the first hundred, and one after it that has waited longest.
  const { store } = home.core;
  const query = { index: "byWebhook", partition: webhook.id, limit: 150 };
  const [failed, later] = (await store.query(webhookDeliveries, query)).items.filter(({ value }) =>
    [105, 140].includes(imageOf(JSON.parse(value.body))),
  );
  await store.transact([
    replace(webhookDeliveries, { ...failed!.value, nextAttemptAt: now + 60_000 }, failed!.revision),
    replace(webhookDeliveries, { ...later!.value, nextAttemptAt: now - 1 }, later!.revision),
  ]);
  await home.drain(webhook);
  expect(receiver.bodies().map(imageOf)).toEqual(images.slice(0, 104));
  now += 60_001;
  await home.drain(webhook);
  expect(receiver.bodies().map(imageOf)).toEqual(images);
});
