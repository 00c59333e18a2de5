import type { Health } from "@assetql/contract";
import { Gauge, type Registry } from "prom-client";

/** Looked at whenever the metrics are asked for. */
export interface QueueSources {
  queues(): Promise<Health["queues"]>;
  /** Absent where the home cannot tell. */
  readonly outbox?: () => { readonly entries: number; readonly oldestSeconds: number };
}

export function registerQueueMetrics(registry: Registry, { queues, outbox }: QueueSources): void {
  const registers = [registry];
  const messages = new Gauge({
    name: "assetql_queue_messages",
    help: "Messages of a queue: visible, delayed, or leased to a worker",
    labelNames: ["queue", "state"],
    registers,
  });
  new Gauge({
    name: "assetql_queue_dead_letters",
    help: "Messages that were given up, until a person sets them going again",
    labelNames: ["queue"],
    registers,
    async collect() {
      for (const [queue, { dead, ...alive }] of Object.entries(await queues())) {
        this.set({ queue }, dead);
        for (const [state, count] of Object.entries(alive)) messages.set({ queue, state }, count);
      }
    },
  });
  if (outbox !== undefined) registerOutbox(registry, outbox);
}

function registerOutbox(registry: Registry, outbox: NonNullable<QueueSources["outbox"]>): void {
  const registers = [registry];
  const lag = new Gauge({
    name: "assetql_outbox_oldest_entry_age_seconds",
    help: "How long the oldest entry of the outbox waits for its dispatch; 0 when it is empty",
    registers,
  });
  new Gauge({
    name: "assetql_outbox_entries",
    help: "Entries of the outbox that wait for their dispatch",
    registers,
    collect() {
      const { entries, oldestSeconds } = outbox();
      this.set(entries);
      lag.set(oldestSeconds);
    },
  });
}
