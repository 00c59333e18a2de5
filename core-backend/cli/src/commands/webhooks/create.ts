import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import type { Session } from "../../session.ts";
import { formatSecret } from "./format-webhook.ts";
import { eventsOption, rateOption, signatureOption } from "./settings-options.ts";

export const createOptions = z.object({
  description: z.string().optional(),
  events: eventsOption,
  ordered: z.boolean().default(false),
  rate: rateOption,
  signature: signatureOption,
});

export async function createWebhook(
  { terminal, connect }: Session,
  { args: [url = ""], options }: CommandInput<z.output<typeof createOptions>>,
): Promise<void> {
  const client = await connect();
  const { rate, ...settings } = options;
  const webhook = await client.webhooks.create({ url, ...settings, ratePerSecond: rate ?? null });
  terminal.result(webhook, () =>
    [
      `Events are sent to ${webhook.url} from now on (${webhook.id}).`,
      formatSecret(terminal, webhook),
      `Try it with \`assetql webhooks test ${webhook.id}\`.`,
    ].join("\n"),
  );
}
