import { type WebhookDelivery, webhookDeliveryEventTypes, webhookDeliveryStates } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { findWebhook } from "./find-webhook.ts";
import { deliveryTone, formatDelivery } from "./format-webhook.ts";

export const deliveriesOptions = z.object({
  state: z.enum(webhookDeliveryStates).optional(),
  type: z.enum(webhookDeliveryEventTypes, { error: "must be an event type" }).optional(),
  limit: limitOption,
});

const columns: readonly TableColumn<WebhookDelivery>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Event", value: ({ type }) => type, shrinks: true },
  { title: "Happened", value: ({ eventAt }) => formatTime(eventAt), spare: true },
  { title: "State", value: ({ state }) => state, tone: deliveryTone },
  { title: "Tries", value: ({ tries }) => String(tries), align: "right", spare: true },
  {
    title: "Next try",
    value: ({ nextAttemptAt }) => (nextAttemptAt === null ? "" : formatTime(nextAttemptAt)),
    spare: true,
  },
  { title: "Why", value: ({ lastError }) => lastError ?? "", shrinks: true },
];

export async function showDeliveries(
  { terminal, connect }: Session,
  { args: [given = "", deliveryId], options }: CommandInput<z.output<typeof deliveriesOptions>>,
): Promise<void> {
  const client = await connect();
  const { id } = await findWebhook(client, given);
  if (deliveryId !== undefined) {
    const delivery = await client.webhooks.delivery(id, deliveryId);
    terminal.result(delivery, () => formatDelivery(terminal, delivery));
    return;
  }
  const { limit, ...query } = options;
  const deliveries = await take(client.webhooks.allDeliveries(id, query), limit);
  terminal.result(deliveries, () =>
    deliveries.length === 0 ? "There is no such delivery." : formatTable(terminal, columns, deliveries),
  );
}
