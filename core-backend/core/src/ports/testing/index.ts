export { blobStoreBattery } from "./blob-store.battery.ts";
export { jobQueueBattery } from "./job-queue.battery.ts";
export { outboxBattery } from "./outbox.battery.ts";
export { recordStoreBattery } from "./record-store.battery.ts";
export { seededRandom } from "./seeded-random.ts";
export { type StaleStore, withStaleIndexes } from "./stale-indexes.ts";
