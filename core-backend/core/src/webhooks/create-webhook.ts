import {
  type CreatedWebhook,
  type CreateWebhook,
  ProblemError,
  WEBHOOK_LIMITS,
  webhookIdSchema,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { lastSeqOf } from "../live/read-log.ts";
import { create } from "../ports/index.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { checkAddress } from "./check-address.ts";
import { directoryOf, listAs } from "./directory.ts";
import { newWebhookKey } from "./keys.ts";
import {
  auditable,
  newLane,
  toWebhook,
  type WebhookRecord,
  webhookLanes,
  webhookPositions,
  webhooks,
} from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "secrets" | "webhooks">;

/**
 * Has events from now on sent to an address. The secret is in the answer and nowhere else. Throws the problems
 * `webhook-address` and `webhook-limit`.
 */
export async function createWebhook(
  deps: Deps,
  principal: Principal,
  input: CreateWebhook,
): Promise<CreatedWebhook> {
  await checkAddress(deps, input.url);
  const { workspaceId, userId } = principal;
  const { signature, ...settings } = input;
  const id = webhookIdSchema.parse(`whk_${deps.random.id()}`);
  const { record: key, secret } = await newWebhookKey(deps, id, signature);
  const now = deps.clock.now();
  const record: WebhookRecord = {
    id,
    workspaceId,
    createdBy: userId,
    ...settings,
    status: "enabled",
    disabledBy: null,
    keys: [key],
    createdAt: now,
    updatedAt: now,
  };
  const lane = newLane(id, workspaceId);
  await untilNoConflict(async () => {
    await assertRoom(deps, principal);
    await deps.store.transact([
      create(webhooks, record),
      create(webhookLanes, lane),
      create(webhookPositions, { id, workspaceId, lastSeq: await lastSeqOf(deps, workspaceId) }),
      await listAs(deps, workspaceId, { id, as: "enabled" }),
      audit(deps, principal, { action: "webhook.created", subject: id, after: auditable(record) }),
    ]);
  });
  return { ...toWebhook(record, lane, now), secret };
}

async function assertRoom(deps: Deps, { workspaceId }: Principal): Promise<void> {
  const { all } = await directoryOf(deps, workspaceId);
  if (all.length < WEBHOOK_LIMITS.endpoints) return;
  throw new ProblemError(
    "webhook-limit",
    `A workspace has at most ${WEBHOOK_LIMITS.endpoints} webhooks. Delete one that is no longer needed.`,
  );
}
