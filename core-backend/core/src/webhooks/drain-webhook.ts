import type { DrainWebhookMessage } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import type { Delivery } from "../jobs/delivery.ts";
import type { Disposition } from "../jobs/handle-message.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { webhookDeliveries } from "./delivery-record.ts";
import { disableActions } from "./disable.ts";
import { openKeys } from "./keys.ts";
import { arm, hold, write } from "./lane.ts";
import { dueDeliveries, sendDue } from "./send-due.ts";
import { Turn } from "./turn.ts";
import { type WebhookLane, webhookLanes, webhooks } from "./webhook-record.ts";

const DONE: Disposition = { kind: "done" };
/** For an index to have what was just written. */
const INDEX_SECONDS = 1;

/**
 * Sends what is due to one webhook, for ten seconds at most, and sets the next job for what is left: nobody else sends
 * to it meanwhile, and one that does not answer keeps its slot from others no longer than one try takes.
 */
export async function drainWebhook(
  deps: CoreDeps,
  message: DrainWebhookMessage,
  { signal }: Pick<Delivery, "signal">,
): Promise<Disposition> {
  const lane = await hold(deps, message);
  if (lane === undefined) return DONE;
  const turn = new Turn(deps, lane, signal);
  try {
    await run(deps, message, turn);
  } finally {
    await letGo(deps, lane, turn);
  }
  return turn.tries === 0 && (await isHidden(deps, message))
    ? { kind: "later", delaySeconds: INDEX_SECONDS }
    : DONE;
}

async function run(deps: CoreDeps, { webhookId }: DrainWebhookMessage, turn: Turn): Promise<void> {
  while (turn.goesOn()) {
    // Anew for each round: people change it while it is sent to.
    const webhook = (await deps.store.get(webhooks, webhookId))?.value;
    if (webhook === undefined || webhook.status === "disabled") return;
    const due = await dueDeliveries(deps, webhookId);
    if (due.length === 0) return;
    const keys = await openKeys(deps, webhook);
    await sendDue(deps, { webhook, keys }, { due, turn });
  }
}

/** Gives the webhook back with what was learnt of it, and sets the job that goes on. */
function letGo(deps: CoreDeps, { id, lease }: WebhookLane, turn: Turn): Promise<void> {
  return untilNoConflict(async () => {
    const stored = await deps.store.get(webhookLanes, id);
    if (stored === undefined || stored.value.lease?.token !== lease?.token) return;
    const { end, ...health } = turn.health;
    const { wake } = stored.value;
    const { failingSince, lastFailureAt, lastSuccessAt, restUntil } = health;
    const learnt = { failingSince, lastFailureAt, lastSuccessAt, restUntil, nextSendAt: turn.nextSendAt };
    const free: WebhookLane = { ...stored.value, ...learnt, lease: null, wake: false };
    if (end !== null) {
      await write(deps, stored, { lane: free, actions: await disableActions(deps, id, end) });
      return;
    }
    const look = await nextLook(deps, free, wake);
    const at = look === undefined ? undefined : Math.max(look, turn.pacedUntil ?? 0);
    await write(deps, stored, at === undefined ? { lane: free, actions: [] } : arm(deps, free, at));
  });
}

/** When there is something to do again; never while the webhook is disabled. */
async function nextLook(
  { store, clock }: CoreDeps,
  { id, restUntil }: WebhookLane,
  wake: boolean,
): Promise<number | undefined> {
  if ((await store.get(webhooks, id))?.value.status !== "enabled") return undefined;
  const query = { index: "due", partition: id, limit: 1 };
  const [first] = (await store.query(webhookDeliveries, query)).items;
  const due = wake ? clock.now() : (first?.value.nextAttemptAt ?? undefined);
  return due === undefined ? undefined : Math.max(due, restUntil ?? 0);
}

/** Whether a delivery that was just made is due, and the index has not told of it. */
async function isHidden(
  { store, clock }: CoreDeps,
  { expect, webhookId }: DrainWebhookMessage,
): Promise<boolean> {
  if (expect === undefined) return false;
  const at = (await store.get(webhookDeliveries, expect))?.value.nextAttemptAt ?? null;
  if (at === null || at > clock.now()) return false;
  const [webhook, lane] = [await store.get(webhooks, webhookId), await store.get(webhookLanes, webhookId)];
  const isResting = (lane?.value.restUntil ?? 0) > clock.now();
  return webhook?.value.status === "enabled" && !isResting && lane?.value.armedAt === null;
}
