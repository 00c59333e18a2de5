import type { WebhookId } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { replace, type Stored } from "../ports/index.ts";
import type { Opened } from "./attempt.ts";
import {
  DELIVERIES_AT_ONCE,
  type DeliveryRecord,
  dueSort,
  orderPartition,
  webhookDeliveries,
} from "./delivery-record.ts";
import type { Turn } from "./turn.ts";

type Deps = Pick<CoreDeps, "store" | "clock">;

/** To one webhook at the same time. */
const IN_FLIGHT = 8;
const AT_ONCE = 100;
const LAST_SEQ = 999_999_999_999;

type Due = Stored<DeliveryRecord>;

/** What is due now, the longest waiting first; at most 100, and none that the index only thinks is due. */
export async function dueDeliveries({ store, clock }: Deps, id: WebhookId): Promise<Due[]> {
  const now = clock.now();
  const query = { index: "due", partition: id, to: dueSort(now, LAST_SEQ), limit: AT_ONCE };
  const { items } = await store.query(webhookDeliveries, query);
  return (await latest({ store }, items)).filter((one) => isDue(one, now));
}

const latest = ({ store }: Pick<Deps, "store">, found: readonly Due[]): Promise<readonly Due[]> =>
  store.getMany(
    webhookDeliveries,
    found.map(({ value }) => value.id),
  );

const isDue = ({ value: { nextAttemptAt } }: Due, now: number): boolean =>
  nextAttemptAt !== null && nextAttemptAt <= now;

/** Sends what is due, several at the same time, as long as the turn goes on. */
export async function sendDue(
  deps: Deps,
  opened: Opened,
  { due, turn }: { due: readonly Due[]; turn: Turn },
): Promise<void> {
  const { webhook } = opened;
  const queue: (() => Promise<unknown>)[] = webhook.ordered
    ? [...Map.groupBy(due, ({ value }) => value.orderKey)].map(
        ([orderKey, group]) =>
          () =>
            sendInOrder(deps, opened, { orderKey, due: group, turn }),
      )
    : due.map((delivery) => () => turn.send(opened, delivery));
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && turn.goesOn(); next = queue.shift()) await next();
  };
  const ended = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, work));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

/**
 * One after the other by their numbers. One that fails, or that waits for its next try, holds back those after it: they
 * become due right after it.
 */
async function sendInOrder(
  deps: Deps,
  opened: Opened,
  { orderKey, due, turn }: { orderKey: string; due: readonly Due[]; turn: Turn },
): Promise<void> {
  const { waiting, upTo } = await waitingOf(deps, opened.webhook.id, orderKey);
  const known = new Set(waiting.map(({ value }) => value.id));
  const all = [...waiting, ...due.filter(({ value }) => !known.has(value.id))].sort(
    (one, other) => one.value.seq - other.value.seq,
  );
  const line = all.filter(({ value }) => value.seq <= upTo);
  for (const [index, delivery] of line.entries()) {
    const isNext = isDue(delivery, deps.clock.now());
    const sent = isNext ? await turn.send(opened, delivery) : delivery.value;
    if (sent === undefined && !turn.goesOn()) return;
    if (sent !== undefined && sent.nextAttemptAt !== null) {
      return holdBack(deps, all.slice(index + 1), sent.nextAttemptAt + 1);
    }
  }
}

interface InLine {
  readonly waiting: readonly Due[];
  /** Between this number and that of a later one there may be others that wait. */
  readonly upTo: number;
}

async function waitingOf({ store }: Deps, id: WebhookId, orderKey: string): Promise<InLine> {
  const query = { index: "waiting", partition: orderPartition(id, orderKey), limit: AT_ONCE };
  const { items } = await store.query(webhookDeliveries, query);
  const waiting = (await latest({ store }, items)).filter(({ value }) => value.nextAttemptAt !== null);
  return { waiting, upTo: items.length < AT_ONCE ? LAST_SEQ : (items.at(-1)?.value.seq ?? LAST_SEQ) };
}

async function holdBack({ store }: Deps, deliveries: readonly Due[], until: number): Promise<void> {
  const isEarly = ({ value: { nextAttemptAt } }: Due): boolean =>
    nextAttemptAt !== null && nextAttemptAt < until;
  const early = deliveries.filter(isEarly);
  for (let from = 0; from < early.length; from += DELIVERIES_AT_ONCE) {
    const still = (await latest({ store }, early.slice(from, from + DELIVERIES_AT_ONCE))).filter(isEarly);
    await store.transact(
      still.map(({ value, revision }) =>
        replace(webhookDeliveries, { ...value, nextAttemptAt: until }, revision),
      ),
    );
  }
}
