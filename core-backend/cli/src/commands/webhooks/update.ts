import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import type { Session } from "../../session.ts";
import { findWebhook } from "./find-webhook.ts";
import { formatWebhook } from "./format-webhook.ts";
import { eventsOption, rateOption } from "./settings-options.ts";

export const updateOptions = z.object({
  to: z.string().min(1).optional(),
  description: z.string().optional(),
  events: eventsOption,
  allEvents: z.boolean().default(false),
  ordered: z.boolean().optional(),
  rate: rateOption,
  enable: z.boolean().default(false),
  disable: z.boolean().default(false),
});
type Options = z.output<typeof updateOptions>;

export async function updateWebhook(
  { terminal, connect }: Session,
  { args, options }: CommandInput<Options>,
): Promise<void> {
  const changes = changesOf(options);
  const client = await connect();
  const { id } = await findWebhook(client, args[0] ?? "");
  const webhook = await client.webhooks.update(id, changes);
  terminal.result(webhook, () => formatWebhook(terminal, webhook));
}

function changesOf({ to, description, events, allEvents, ordered, rate, enable, disable }: Options) {
  if (enable && disable) throw wrongInput("Give --enable or --disable, not both.");
  if (allEvents && events !== undefined) throw wrongInput("Give --events or --all-events, not both.");
  const status = enable ? ("enabled" as const) : disable ? ("disabled" as const) : undefined;
  const changes = {
    url: to,
    description,
    events: allEvents ? [] : events,
    ordered,
    ratePerSecond: rate,
    status,
  };
  if (Object.values(changes).some((value) => value !== undefined)) return changes;
  throw wrongInput("Say what to change; --help shows what can be.");
}
