import type { CreatedWebhook, RotateWebhook, WebhookId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { newWebhookKey, rotated } from "./keys.ts";
import { ownWebhook, presentWebhook } from "./read-webhook.ts";
import { auditable, webhooks } from "./webhook-record.ts";

const HOUR_MS = 3600 * 1000;

/**
 * Makes a new secret. The old one signs, too, until the overlap is over, so that a receiver may change over at any
 * time before. Throws the problem `not-found`.
 */
export async function rotateWebhook(
  deps: Pick<CoreDeps, "store" | "clock" | "random" | "secrets" | "webhooks">,
  principal: Principal,
  { id, overlapHours, signature }: RotateWebhook & { id: WebhookId },
): Promise<CreatedWebhook> {
  return untilNoConflict(async () => {
    const { value: before, revision } = await ownWebhook(deps, principal, id);
    const now = deps.clock.now();
    const { record, secret } = await newWebhookKey(deps, id, signature ?? before.keys[0]?.signature ?? "v1");
    const keys = rotated(before, record, { now, overlapMs: Math.round(overlapHours * HOUR_MS) });
    const after = { ...before, keys, updatedAt: now };
    await deps.store.transact([
      replace(webhooks, after, revision),
      audit(deps, principal, {
        action: "webhook.rotated",
        subject: id,
        before: auditable(before),
        after: auditable(after),
      }),
    ]);
    return { ...(await presentWebhook(deps, after)), secret };
  });
}
