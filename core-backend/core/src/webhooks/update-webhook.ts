import type { UpdateWebhook, Webhook, WebhookId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { lastSeqOf } from "../live/read-log.ts";
import { type Action, put, replace } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { checkAddress } from "./check-address.ts";
import { listAs } from "./directory.ts";
import { drainJob } from "./jobs.ts";
import { ownWebhook, presentWebhook } from "./read-webhook.ts";
import { auditable, type WebhookRecord, webhookLanes, webhookPositions, webhooks } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox" | "webhooks">;

/**
 * Changes what is given. Enabling one that was disabled sends what it still has to send, and events from now on. Throws
 * the problems `not-found` and `webhook-address`.
 */
export async function updateWebhook(
  deps: Deps,
  principal: Principal,
  { id, ...changes }: UpdateWebhook & { id: WebhookId },
): Promise<Webhook> {
  await ownWebhook(deps, principal, id);
  if (changes.url !== undefined) await checkAddress(deps, changes.url);
  return untilNoConflict(async () => {
    const { value: before, revision } = await ownWebhook(deps, principal, id);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const status = changes.status ?? before.status;
    const disabledBy = status === "enabled" ? null : (before.disabledBy ?? "person");
    const after: WebhookRecord = { ...before, ...given, status, disabledBy, updatedAt: deps.clock.now() };
    await deps.store.transact([
      replace(webhooks, after, revision),
      ...(before.status === status ? [] : await switched(deps, after)),
      audit(deps, principal, {
        action: "webhook.updated",
        subject: id,
        before: auditable(before),
        after: auditable(after),
      }),
    ]);
    return presentWebhook(deps, after);
  });
}

/** What enabling and disabling take beside the webhook itself. */
export async function switched(
  deps: Omit<Deps, "webhooks">,
  webhook: WebhookRecord,
): Promise<readonly Action[]> {
  const { id, workspaceId, status } = webhook;
  const directory = [await listAs(deps, workspaceId, { id, as: status })];
  if (status === "disabled") return directory;
  const lane = await deps.store.get(webhookLanes, id);
  return [
    ...directory,
    // What happened meanwhile is left out, unless somebody asks to recover it.
    put(webhookPositions, { id, workspaceId, lastSeq: await lastSeqOf(deps, workspaceId) }),
    ...(lane === undefined
      ? []
      : [
          replace(
            webhookLanes,
            { ...lane.value, failingSince: null, lastFailureAt: null, restUntil: null },
            lane.revision,
          ),
        ]),
    announce(deps.outbox, id, { workspaceId, jobs: [drainJob(webhook)] }),
  ];
}
