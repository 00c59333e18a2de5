import { recoverWebhook, updateWebhook } from "@assetql/core";
import { expect, it } from "vitest";
import { owner } from "../support/test-home.ts";
import { batchDeleted, openWebhookHome } from "./webhook-home.ts";

/** A zero byte is six in JSON: kept answers of this are as large as any. */
const LARGEST = "\0".repeat(4_096);

it("recovers and holds back more of the largest deliveries than a transaction takes", async () => {
  let now = Date.now();
  const startedAt = now;
  const home = await openWebhookHome({ clock: { now: () => now } });
  const receiver = await home.receiver();
  receiver.answer((_, response) => response.writeHead(500).end(LARGEST));
  const webhook = await home.register({ url: receiver.url });
  const events = Array.from({ length: 40 }, () => batchDeleted(1, now));
  await home.happen(events);
  for (let tries = 0; tries < 8; tries += 1) {
    await home.drain(webhook);
    now += 13 * 3_600_000;
  }
  expect((await home.deliveries(webhook)).map(({ state }) => state)).toEqual(events.map(() => "failed"));

  await updateWebhook(home.core, owner, { id: webhook.id, ordered: true });
  const asked = { since: startedAt, include: "undelivered" } as const;
  await recoverWebhook(home.core, owner, { id: webhook.id, ...asked });
  const { workspaceId } = owner;
  await home.handle({
    kind: "recover-webhook",
    webhookId: webhook.id,
    workspaceId,
    ...asked,
    askedAt: now,
  });
  const sent = receiver.requests.length;
  await home.drain(webhook);
  expect(receiver.requests).toHaveLength(sent + 1);
  const waiting = await home.deliveries(webhook);
  expect(waiting.map(({ state }) => state)).toEqual(events.map(() => "pending"));
  expect(waiting.filter(({ nextAttemptAt }) => nextAttemptAt === null || nextAttemptAt <= now)).toEqual([]);
});
