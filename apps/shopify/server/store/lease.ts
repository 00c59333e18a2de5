import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { change, type Documents, type Place } from "./documents.ts";
import { createInTurn, type InTurn } from "./once.ts";

/** Who has it, and until when if nothing is heard of them. */
const leaseSchema = z.object({ by: z.string(), until: z.number() }).nullable();

export interface LeaseDeps {
  readonly documents: Documents;
  readonly now: () => number;
}

export interface Holder extends Place {
  readonly by: string;
}

/** Whether `by` has it now, for `forMs` or until it is given back: somebody else's has to be over. */
export async function takeLease(
  { documents, now }: LeaseDeps,
  { by, ...place }: Holder,
  forMs: number,
): Promise<boolean> {
  const lease = await change(documents, { ...place, schema: leaseSchema }, (held) =>
    held != null && held.until > now() ? undefined : { by, until: now() + forMs },
  );
  return lease?.by === by;
}

/** Holds it for `forMs` from now on, if it still is `by`'s. */
const extendLease = ({ documents, now }: LeaseDeps, { by, ...place }: Holder, forMs: number) =>
  change(documents, { ...place, schema: leaseSchema }, (held) =>
    held?.by === by ? { by, until: now() + forMs } : undefined,
  );

export const giveBackLease = ({ documents }: LeaseDeps, { by, ...place }: Holder) =>
  change(documents, { ...place, schema: leaseSchema }, (held) => (held?.by === by ? null : undefined));

export interface TurnDeps extends LeaseDeps {
  /** How long others wait for a process that has died; half a minute unless told. */
  readonly leaseMs?: number;
  /** A process that lives says so after each of these; ten seconds unless told. */
  readonly beatMs?: number;
}

const LEASE_MS = 30_000;
const BEAT_MS = 10_000;
const LOOK_AGAIN_MS = 100;

/** As `createInTurn`, over all processes: what has the same `key` of a shop runs one after another. Asked by shop. */
export function createInTurnEverywhere(deps: TurnDeps, key: string): InTurn {
  // Within a process in the order in which they came, and with one that asks the store.
  const here = createInTurn();
  return (shop, run) => here(shop, () => holding(deps, { shop, key, by: randomUUID() }, run));
}

async function holding<T>(deps: TurnDeps, holder: Holder, run: () => Promise<T>): Promise<T> {
  const { leaseMs = LEASE_MS, beatMs = BEAT_MS } = deps;
  while (!(await takeLease(deps, holder, leaseMs))) await wait(LOOK_AGAIN_MS);
  // After a beat that fails comes another, and a lease that cannot be given back ends by itself.
  const beat = setInterval(() => void extendLease(deps, holder, leaseMs).catch(() => undefined), beatMs);
  try {
    return await run();
  } finally {
    clearInterval(beat);
    await giveBackLease(deps, holder).catch(() => undefined);
  }
}
