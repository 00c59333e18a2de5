import type { WebhookEvent } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import type { Session } from "../../session.ts";

export const eventsOptions = z.object({ type: z.string().optional() });

const columns: readonly TableColumn<WebhookEvent>[] = [
  { title: "Event", value: ({ type }) => type },
  { title: "What happened", value: ({ summary }) => summary, shrinks: true },
];

export async function showEvents(
  { terminal, connect }: Session,
  { options: { type } }: CommandInput<z.output<typeof eventsOptions>>,
): Promise<void> {
  const client = await connect();
  const events = await client.webhooks.events();
  if (type === undefined) {
    terminal.result(events, () => formatTable(terminal, columns, events));
    return;
  }
  const event = events.find((one) => one.type === type);
  if (event === undefined)
    throw wrongInput(`There is no event ${type}. \`assetql webhooks events\` shows them.`);
  terminal.result(event, () => `${event.type}: ${event.summary}\n${JSON.stringify(event.example, null, 2)}`);
}
