import type { FanOutWebhooksMessage, LiveEvent, WebhookId, WorkspaceId } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import type { Delivery } from "../jobs/delivery.ts";
import { type LogSlice, readLog } from "../live/read-log.ts";
import { create, replace } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { type DeliveryRecord, webhookDeliveries } from "./delivery-record.ts";
import { directoryOf } from "./directory.ts";
import { drainJob } from "./jobs.ts";
import { type Composer, composer, deliveryOf, missing } from "./make-deliveries.ts";
import { type WebhookRecord, webhookPositions, webhooks } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "outbox" | "log">;

/** Deliveries of one transaction; with the position and the job that is within its 100 actions. */
const AT_ONCE = 90;
/** Events that one transaction may pass over; most are about no webhook. */
const EVENTS_AT_ONCE = 5_000;

/** What webhooks of one workspace share while they are brought up to date. */
interface Sources {
  readonly read: (after: number) => Promise<LogSlice>;
  readonly compose: Composer;
}

/**
 * Makes deliveries of what is new in a workspace's log, for each webhook from where it was. Deliveries and position
 * are written together, so that none is lost and none is made twice.
 */
export async function fanOutWebhooks(
  deps: Deps,
  { workspaceId }: FanOutWebhooksMessage,
  { signal }: Pick<Delivery, "signal">,
): Promise<void> {
  const { enabled } = await directoryOf(deps, workspaceId);
  const sources = { read: sharedReader(deps, workspaceId), compose: composer(deps) };
  for (const id of enabled) {
    while (await untilNoConflict(() => advance(deps, id, sources))) signal.throwIfAborted();
  }
}

/** Parts of the log that are kept to be read once, since webhooks are mostly at the same place. */
const KEPT_SLICES = 20;

function sharedReader(deps: Deps, workspaceId: WorkspaceId): Sources["read"] {
  const slices = new Map<number, LogSlice>();
  return async (after) => {
    const kept = slices.get(after);
    if (kept !== undefined) return kept;
    const slice = await readLog(deps, workspaceId, after);
    if (slices.size >= KEPT_SLICES) slices.clear();
    // The end of the log moves on; what comes before stays as it is.
    if (slice.events.length > 0) slices.set(after, slice);
    return slice;
  };
}

/** Takes one webhook a transaction further; false at the end of the log. */
async function advance(deps: Deps, id: WebhookId, sources: Sources): Promise<boolean> {
  const [webhook, position] = [
    await deps.store.get(webhooks, id),
    await deps.store.get(webhookPositions, id),
  ];
  if (webhook === undefined || position === undefined || webhook.value.status === "disabled") return false;
  const from = position.value.lastSeq;
  const { lastSeq, wanted, gap } = await collect(deps, webhook.value, { from, sources });
  if (lastSeq === from) return false;
  if (gap)
    deps.log("warn", "a webhook missed events that the live log no longer has", {
      webhookId: id,
      lastSeq: from,
    });
  const fresh = await missing(deps, wanted);
  const last = fresh.at(-1);
  await deps.store.transact([
    replace(webhookPositions, { ...position.value, lastSeq }, position.revision),
    ...fresh.map((delivery) => create(webhookDeliveries, delivery)),
    ...(last === undefined
      ? []
      : [
          announce(deps.outbox, id, {
            workspaceId: webhook.value.workspaceId,
            jobs: [drainJob(webhook.value, { expect: last.id })],
          }),
        ]),
  ]);
  return true;
}

interface Collected {
  readonly lastSeq: number;
  readonly wanted: readonly DeliveryRecord[];
  /** The log no longer had what came next. */
  readonly gap: boolean;
}

async function collect(
  deps: Deps,
  webhook: WebhookRecord,
  { from, sources }: { from: number; sources: Sources },
): Promise<Collected> {
  const wanted: DeliveryRecord[] = [];
  let lastSeq = from;
  let gap = false;
  for (let looked = 0; looked < EVENTS_AT_ONCE; ) {
    const slice = await sources.read(lastSeq);
    gap ||= slice.oldestSeq !== undefined;
    const taken = await take(deps, webhook, { events: slice.events, compose: sources.compose, wanted });
    looked += taken.length;
    lastSeq = taken.length < slice.events.length ? (taken.at(-1)?.seq ?? lastSeq) : slice.lastSeq;
    if (slice.events.length === 0 || wanted.length >= AT_ONCE) break;
  }
  return { lastSeq, wanted, gap };
}

/** Adds to `wanted` until it is full; what was looked at. */
async function take(
  deps: Deps,
  webhook: WebhookRecord,
  { events, compose, wanted }: { events: readonly LiveEvent[]; compose: Composer; wanted: DeliveryRecord[] },
): Promise<readonly LiveEvent[]> {
  for (const [index, event] of events.entries()) {
    if (wanted.length >= AT_ONCE) return events.slice(0, index);
    const delivery = await deliveryOf(deps, webhook, { event, compose });
    if (delivery !== undefined) wanted.push(delivery);
  }
  return events;
}
