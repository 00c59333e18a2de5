import type { Dispatch, Outbox, OutboxEntry } from "../outbox.ts";
import type { RecordStore } from "../record-store.ts";

export interface OutboxHarness {
  readonly store: RecordStore;
  readonly outbox: Outbox;
  close(): Promise<void>;
}

export type Harness = () => OutboxHarness;

export const write = ({ store, outbox }: OutboxHarness, stream: string, body: unknown) =>
  store.transact([outbox.write({ stream, body })]);

const finish = ({ store, outbox }: OutboxHarness, entries: readonly OutboxEntry[]) =>
  store.transact(entries.map((entry) => outbox.done(entry)));

/** A dispatch that notes what it is given and is done with it. */
export function recorder(harness: OutboxHarness) {
  const calls: { stream: string; bodies: unknown[] }[] = [];
  const dispatch: Dispatch = async (stream, entries) => {
    calls.push({ stream, bodies: entries.map(({ body }) => body) });
    await finish(harness, entries);
  };
  const of = (stream: string) =>
    calls.filter((call) => call.stream === stream).flatMap(({ bodies }) => bodies);
  return { calls, dispatch, of };
}
