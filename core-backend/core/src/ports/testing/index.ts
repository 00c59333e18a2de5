export { type BlobStoreHarness, blobStoreBattery } from "./blob-store.battery.ts";
export { type JobQueueHarness, jobQueueBattery } from "./job-queue.battery.ts";
export { type OutboxHarness, outboxBattery } from "./outbox.battery.ts";
export { type RecordStoreHarness, recordStoreBattery } from "./record-store.battery.ts";
export { seededRandom } from "./seeded-random.ts";
export { type StaleStore, withStaleIndexes } from "./stale-indexes.ts";
