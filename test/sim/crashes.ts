import type { JobQueue, RecordStore } from "@assetql/core/ports";
import type { Chance } from "./chance.ts";

/** As if the process had died here. */
export class SimulatedCrash extends Error {
  override readonly name = "SimulatedCrash";
}

type Places<T> = { readonly [Place in "afterSend" | "beforeCommit" | "afterCommit"]: T };

export interface Crashes {
  readonly counts: Places<number>;
  queue(queue: JobQueue): JobQueue;
  store(store: RecordStore): RecordStore;
  /** From now on nothing crashes any more. */
  end(): void;
}

/** Dies where it hurts: when jobs are sent but nothing is committed yet, and around every commit. */
export function withCrashes(chance: Chance, probabilities: Places<number>): Crashes {
  const counts = { afterSend: 0, beforeCommit: 0, afterCommit: 0 };
  let isOver = false;
  const maybe = (where: keyof typeof counts): void => {
    if (isOver || !chance.happens(probabilities[where])) return;
    counts[where] += 1;
    throw new SimulatedCrash(where);
  };
  return {
    counts,
    queue: (queue) => ({
      receive: (name, options) => queue.receive(name, options),
      acknowledge: (name, receipts) => queue.acknowledge(name, receipts),
      release: (name, receipt, seconds) => queue.release(name, receipt, seconds),
      depth: (name) => queue.depth(name),
      deadLetters: (name, limit) => queue.deadLetters(name, limit),
      redrive: (name, ids) => queue.redrive(name, ids),
      onReady: (listener) => queue.onReady(listener),
      async send(name, messages) {
        await queue.send(name, messages);
        maybe("afterSend");
      },
    }),
    store: (store) => ({
      get: (collection, id) => store.get(collection, id),
      getMany: (collection, ids) => store.getMany(collection, ids),
      query: (collection, query) => store.query(collection, query),
      async transact(actions) {
        maybe("beforeCommit");
        await store.transact(actions);
        maybe("afterCommit");
      },
    }),
    end() {
      isOver = true;
    },
  };
}
