import { expect, it, vi } from "vitest";
import { webhookLanes } from "../../core-backend/core/src/webhooks/webhook-record.ts";
import { assetDeleted, batchDeleted, openWebhookHome } from "./webhook-home.ts";

it("ends its turn once the pace allows nothing more in it, and goes on when the pace does", async () => {
  let now = Date.now();
  // Time goes on by itself a little, or a loop that waits for the end of the turn would never end.
  const home = await openWebhookHome({ clock: { now: () => now++ } });
  const receiver = await home.receiver();
  receiver.answer((_, response) => {
    if (receiver.requests.length === 1) now += 9_500;
    response.writeHead(204).end();
  });
  const webhook = await home.register({ url: receiver.url, ordered: true, ratePerSecond: 1 });
  await home.happen([1, 2, 3].map((image) => assetDeleted(1, image, now)));
  const queries = vi.spyOn(home.core.store, "query");
  await home.drain(webhook);
  expect(receiver.requests).toHaveLength(2);
  expect(queries.mock.calls.length).toBeLessThan(10);
  const lane = (await home.core.store.get(webhookLanes, webhook.id))?.value;
  expect(lane?.armedAt).toBe(lane?.nextSendAt);
  expect((lane?.armedAt ?? 0) - now).toBeGreaterThan(800);
  now += 1_000;
  await home.drain(webhook);
  expect(receiver.requests).toHaveLength(3);
});

it("sends within one interval of its pace after the clock was set back", async () => {
  let now = Date.now();
  const home = await openWebhookHome({ clock: { now: () => now++ } });
  const receiver = await home.receiver();
  const webhook = await home.register({ url: receiver.url, ratePerSecond: 20 });
  await home.happen([batchDeleted(1, now)]);
  await home.drain(webhook);
  now -= 3_600_000;
  await home.happen([batchDeleted(2, now)]);
  await home.drain(webhook);
  expect(receiver.requests).toHaveLength(2);
  const lane = (await home.core.store.get(webhookLanes, webhook.id))?.value;
  expect(lane?.nextSendAt).toBeLessThan(now + 100);
});
