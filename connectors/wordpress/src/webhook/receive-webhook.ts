import {
  ConnectorError,
  type ConnectorEvent,
  type Context,
  type IncomingWebhook,
} from "@assetql/connector-sdk";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { z } from "zod";
import type { WordPressConfig, WordPressCredentials } from "../config.ts";

const bodySchema = z.object({
  type: z.string(),
  data: z.object({ post: z.object({ id: z.int().positive() }) }),
});

const eventTypes: Readonly<Record<string, ConnectorEvent["type"]>> = {
  "post.published": "item.changed",
  "post.updated": "item.changed",
  "post.deleted": "item.deleted",
};

/** What the plugin tells of a post, signed as Standard Webhooks say. Types that are new to us are passed over. */
export async function receiveWebhook(
  context: Context<WordPressConfig, WordPressCredentials>,
  { headers, body }: IncomingWebhook,
): Promise<readonly ConnectorEvent[]> {
  const { webhookSecret } = await context.credentials();
  if (webhookSecret === undefined || webhookSecret === "") {
    throw refused("This target has no secret for updates. Copy it from the plugin's settings in WordPress.");
  }
  const parsed = bodySchema.safeParse(verified(webhookSecret, headers, body));
  if (!parsed.success) throw refused("The message is signed, but it is none of the AssetQL plugin's.");
  const type = eventTypes[parsed.data.type];
  return type === undefined ? [] : [{ type, id: String(parsed.data.data.post.id) }];
}

function verified(secret: string, headers: Readonly<Record<string, string>>, body: Buffer): unknown {
  try {
    return new Webhook(secret).verify(body, { ...headers });
  } catch (error) {
    if (error instanceof WebhookVerificationError)
      throw refused("The message is not signed with this target's secret.");
    if (error instanceof SyntaxError) throw refused("The message is no JSON.");
    throw refused("The target's secret for updates is no `whsec_…` of the plugin's.");
  }
}

function refused(detail: string): ConnectorError {
  return new ConnectorError("signature-invalid", detail);
}
