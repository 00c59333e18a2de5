import type { DrainWebhookMessage } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { type Action, MAX_DELAY_SECONDS, replace, type Stored } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { alarmIdOf, drainJob } from "./jobs.ts";
import { type WebhookLane, webhookLanes } from "./webhook-record.ts";

export type LaneDeps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox" | "scheduler">;

/** Longer than a turn and its last try can take. */
const LEASE_MS = 60_000;
/** A job that was set for a time this long ago was lost. */
const LOST_AFTER_MS = 60_000;

/** Lets nobody else send to the webhook; none when somebody else does, who will look again. */
export function hold(deps: LaneDeps, { webhookId }: DrainWebhookMessage): Promise<WebhookLane | undefined> {
  return untilNoConflict(async () => {
    const stored = await deps.store.get(webhookLanes, webhookId);
    if (stored === undefined) return undefined;
    const now = deps.clock.now();
    const lane = { ...stored.value, armedAt: upcoming(stored.value, now) };
    const until = isHeld(lane, now);
    if (until !== undefined) {
      // Should the holder have died, a job that comes when its lease is over takes its place.
      await write(deps, stored, arm(deps, { ...lane, wake: true }, until + 1));
      return undefined;
    }
    const held = { ...lane, wake: false, lease: { token: deps.random.id(), until: now + LEASE_MS } };
    await deps.store.transact([replace(webhookLanes, held, stored.revision)]);
    return held;
  });
}

const upcoming = ({ armedAt }: WebhookLane, now: number): number | null =>
  armedAt !== null && armedAt > now ? armedAt : null;

/** Until when; a lease that is longer than any was given by a clock that has been set back since. */
function isHeld({ lease }: WebhookLane, now: number): number | undefined {
  return lease !== null && lease.until > now && lease.until - now <= LEASE_MS ? lease.until : undefined;
}

export interface Armed {
  readonly lane: WebhookLane;
  readonly actions: readonly Action[];
}

/** The lane with a job set for `at`, unless one comes before that anyway. */
export function arm(deps: Omit<LaneDeps, "store">, lane: WebhookLane, at: number): Armed {
  const now = deps.clock.now();
  const { armedAt, id, workspaceId } = lane;
  if (armedAt !== null && armedAt <= at && armedAt > now - LOST_AFTER_MS) return { lane, actions: [] };
  const delaySeconds = Math.max(0, (at - now) / 1_000);
  return {
    lane: { ...lane, armedAt: at },
    actions: [
      delaySeconds <= MAX_DELAY_SECONDS
        ? announce(deps.outbox, id, { workspaceId, jobs: [drainJob(lane, { delaySeconds })] })
        : deps.scheduler.put({
            id: alarmIdOf(id),
            when: { at: Math.ceil(at) },
            job: { kind: "drain-webhook", workspaceId, webhookId: id },
          }),
    ],
  };
}

export const write = (
  { store }: Pick<CoreDeps, "store">,
  { revision }: Stored<WebhookLane>,
  { lane, actions }: Armed,
): Promise<void> => store.transact([replace(webhookLanes, lane, revision), ...actions]);
