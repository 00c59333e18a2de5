import { getWebhook } from "@assetql/core";
import { expect, it } from "vitest";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { batchDeleted, openWebhookHome } from "./webhook-home.ts";

const DAY_MS = 24 * 3_600_000;

it("is disabled after five days also when it asks for the longest wait each time", async () => {
  let now = Date.now();
  const home = await openWebhookHome({ clock: { now: () => now } });
  const receiver = await home.receiver();
  receiver.answer((_, response) => response.writeHead(503, { "Retry-After": "86400" }).end());
  const webhook = await home.register({ url: receiver.url });
  await home.happen([batchDeleted(1, now)]);
  for (let day = 0; day < 6; day += 1) {
    expect(await getWebhook(home.core, owner, webhook)).toMatchObject({ status: "enabled" });
    await home.drain(webhook);
    // Its jobs come a little later than they were set for.
    now += DAY_MS + 5_000;
  }
  expect(await getWebhook(home.core, owner, webhook)).toMatchObject({
    status: "disabled",
    disabledBy: "failures",
  });
});

it("is disabled by a 410, whatever comes back afterwards for what was under way beside it", async () => {
  const home = await openWebhookHome({ clock: { now: () => Date.now() } });
  const receiver = await home.receiver();
  const webhook = await home.register({ url: receiver.url });
  const noted = Promise.withResolvers<void>();
  receiver.answer((_, response) => {
    if (receiver.requests.length === 1) response.writeHead(410).end();
    else void noted.promise.then(() => response.writeHead(204).end());
  });
  await home.happen([1, 2, 3].map((batch) => batchDeleted(batch)));
  const drained = home.drain(webhook);
  await until(async () => (await home.deliveries(webhook)).find(({ lastStatus }) => lastStatus === 410));
  noted.resolve();
  await drained;
  expect(receiver.requests).toHaveLength(3);
  expect(await getWebhook(home.core, owner, webhook)).toMatchObject({
    status: "disabled",
    disabledBy: "gone",
  });
});
