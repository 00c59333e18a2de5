import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { formatTime } from "../../output/format.ts";
import type { Session } from "../../session.ts";
import { findWebhook } from "./find-webhook.ts";

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds: `90m`, `24h` and `3d` are so long ago; else a time. */
const sinceSchema = z
  .string()
  .trim()
  .transform((text) => {
    const [, count, unit = ""] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
    return count === undefined ? Date.parse(text) : Date.now() - Number(count) * (units[unit] ?? 0);
  })
  .refine((at) => !Number.isNaN(at), "must be such as 24h, 90m or 2026-11-30T08:00")
  .optional();

export const replayOptions = z.object({ since: sinceSchema, all: z.boolean().default(false) });

export async function replay(
  { terminal, connect }: Session,
  { args: [given = "", deliveryId], options: { since, all } }: CommandInput<z.output<typeof replayOptions>>,
): Promise<void> {
  if ((deliveryId === undefined) === (since === undefined)) {
    throw wrongInput("Say what to send again: the id of a delivery, or --since a time.");
  }
  const client = await connect();
  const { id } = await findWebhook(client, given);
  if (deliveryId !== undefined) {
    const delivery = await client.webhooks.replay(id, deliveryId);
    terminal.result(delivery, () => `${delivery.id} (${delivery.type}) is sent again.`);
    return;
  }
  const webhook = await client.webhooks.recover(id, {
    since: since ?? 0,
    include: all ? "all" : "undelivered",
  });
  const what = all ? "Everything" : "What failed or was never sent";
  terminal.result(webhook, () => `${what} since ${formatTime(since ?? 0)} is sent again to ${webhook.url}.`);
}
