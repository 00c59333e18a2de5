import {
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  type WebhookDeliveryId,
  type WebhookId,
  webhookDeliveryDetailSchema,
  webhookDeliveryIdSchema,
} from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { digest } from "../shared/ids.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const deliveryRecordSchema = webhookDeliveryDetailSchema.extend({
  /** Of its event in the workspace's log; 0 for a test. */
  seq: z.int().nonnegative(),
  /** What it stays in order with: the batch, or whatever it is about. */
  orderKey: z.string(),
  /** Its webhook wanted it in order when it was made. */
  ordered: z.boolean(),
});
export type DeliveryRecord = z.infer<typeof deliveryRecordSchema>;

/** Of a delivery's log of tries. */
export const KEPT_ATTEMPTS = 10;
/**
 * In one transaction of at most 4 MB: ten kept answers have 60 KB as text, and up to 250 KB as JSON, where a zero byte
 * takes six.
 */
export const DELIVERIES_AT_ONCE = 15;

const sortableSeq = (seq: number): string => String(seq).padStart(12, "0");
export const dueSort = (at: number, seq = 0): string => `${sortableTime(Math.ceil(at))}.${sortableSeq(seq)}`;
export const orderPartition = (webhookId: string, orderKey: string): string => `${webhookId}/${orderKey}`;

export const webhookDeliveries: Collection<DeliveryRecord> = {
  name: "webhook-deliveries",
  parse: (value) => deliveryRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWebhook: ({ webhookId, createdAt, seq }) => ({ partition: webhookId, sort: dueSort(createdAt, seq) }),
    // Only what waits, and in its order only what has one: an index costs a write at each change.
    due: ({ webhookId, nextAttemptAt, seq }) =>
      nextAttemptAt === null ? undefined : { partition: webhookId, sort: dueSort(nextAttemptAt, seq) },
    waiting: ({ webhookId, nextAttemptAt, ordered, orderKey, seq }) =>
      nextAttemptAt === null || !ordered
        ? undefined
        : { partition: orderPartition(webhookId, orderKey), sort: sortableSeq(seq) },
    byAge: ({ createdAt }) => ({ partition: "all", sort: sortableTime(createdAt) }),
  },
};

/**
 * The same for the same event however often its delivery is made. The event itself is part of it: numbers come again
 * after an older backup was restored, and a receiver must not take another event for one that it has had.
 */
export const deliveryIdOf = (webhookId: WebhookId, seq: number, event: unknown): WebhookDeliveryId =>
  webhookDeliveryIdSchema.parse(`msg_${digest("webhook", webhookId, seq, JSON.stringify(event))}`);

export function toDelivery(record: DeliveryRecord): WebhookDelivery {
  const { body: _, attempts: __, ...delivery } = toDeliveryDetail(record);
  return delivery;
}

export function toDeliveryDetail({
  seq: _,
  orderKey: __,
  ordered: ___,
  ...delivery
}: DeliveryRecord): WebhookDeliveryDetail {
  return delivery;
}

/** Made anew, or put back to its beginning: the schedule of tries starts from there. */
export const dueNow = (now: number) => ({
  state: "pending" as const,
  tries: 0,
  nextAttemptAt: now,
  updatedAt: now,
});
