import type { Client } from "@assetql/client";
import { type Webhook, webhookIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";

/** A webhook by id, or by its whole description or address. Throws a usage error when none or several fit. */
export async function findWebhook(client: Client, given: string): Promise<Webhook> {
  const id = webhookIdSchema.safeParse(given);
  if (id.success) return client.webhooks.get(id.data);
  const wanted = given.trim().toLowerCase();
  const found: Webhook[] = [];
  for await (const webhook of client.webhooks.listAll()) {
    if (webhook.description.toLowerCase() === wanted || webhook.url === given.trim()) found.push(webhook);
  }
  const [first, ...others] = found;
  if (first === undefined) {
    throw wrongInput(`There is no webhook ${JSON.stringify(given)}. \`assetql webhooks list\` shows them.`);
  }
  if (others.length === 0) return first;
  const ids = found.map((webhook) => webhook.id).join(", ");
  throw wrongInput(`${found.length} webhooks are called ${JSON.stringify(given)}; choose by id: ${ids}`);
}
