import { type DomainEvent, domainEventSchema } from "@assetql/contract";
import type { Action } from "@assetql/core/ports";
import { outboxEntries } from "./outbox-entries.ts";

/** The events that a transaction tells. */
export function* eventsOf(actions: readonly Action[]): Generator<DomainEvent> {
  for (const action of actions) {
    if (action.kind !== "create" || action.collection.name !== outboxEntries.name) continue;
    const { body } = outboxEntries.parse(action.value);
    const events = typeof body === "object" && body !== null && "events" in body ? body.events : [];
    for (const event of Array.isArray(events) ? events : []) {
      const parsed = domainEventSchema.safeParse(event);
      if (parsed.success) yield parsed.data;
    }
  }
}
