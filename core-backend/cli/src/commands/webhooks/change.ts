import { z } from "zod";
import { failed } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { numeric } from "../../option-values.ts";
import { formatTime } from "../../output/format.ts";
import type { Session } from "../../session.ts";
import { findWebhook } from "./find-webhook.ts";
import { formatDelivery, formatSecret } from "./format-webhook.ts";
import { signatureOption } from "./settings-options.ts";

type Input = CommandInput<object>;

export async function deleteWebhook({ terminal, connect }: Session, { args }: Input): Promise<void> {
  const client = await connect();
  const { id, url } = await findWebhook(client, args[0] ?? "");
  await client.webhooks.delete(id);
  terminal.result({ id, deleted: true }, () => `Deleted ${id}: nothing more is sent to ${url}.`);
}

export const rotateOptions = z.object({
  overlapHours: numeric(z.number().min(0).max(168).optional()),
  signature: signatureOption,
});

export async function rotateWebhook(
  { terminal, connect }: Session,
  { args, options }: CommandInput<z.output<typeof rotateOptions>>,
): Promise<void> {
  const client = await connect();
  const { id } = await findWebhook(client, args[0] ?? "");
  const webhook = await client.webhooks.rotate(id, options);
  terminal.result(webhook, () => {
    const old = webhook.keys[1]?.expiresAt ?? null;
    const until =
      old === null ? "The old one signs no more." : `The old one signs, too, until ${formatTime(old)}.`;
    return [`A new secret signs for ${webhook.url}. ${until}`, formatSecret(terminal, webhook)].join("\n");
  });
}

/** A test that fails is a failure of the command, after its result was shown. */
export async function testWebhook({ terminal, connect }: Session, { args }: Input): Promise<void> {
  const client = await connect();
  const { id } = await findWebhook(client, args[0] ?? "");
  const delivery = await client.webhooks.test(id);
  terminal.result(delivery, () => formatDelivery(terminal, delivery));
  if (delivery.state !== "delivered") throw failed(delivery.lastError ?? "The test was not delivered.");
}
