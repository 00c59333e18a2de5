import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { WorkChange } from "@assetql/contract";
import type { Observed, Reference } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import type { Journal } from "./journal.ts";
import { readKept } from "./kept.ts";
import type { LookAt } from "./look-together.ts";
import { nothing } from "./observe.ts";
import { type Left, ownOf } from "./own.ts";
import { isOfTarget } from "./problems.ts";
import type { WorkRun } from "./work-run.ts";

/** Within half a minute, at the usual backoff. */
const MOST_LOOKS = 6;

interface EndedTry {
  readonly change: WorkChange;
  readonly reference: Reference;
  readonly error: unknown;
  /** Of a commit that has failed: it may have left something although no step was run here. */
  readonly look?: LookAt;
}

/**
 * Notes that a try has failed, and what it has left at the target, so that the next one can tell it from what people
 * change. What is not noted counts as somebody else's.
 */
export async function endTry(run: WorkRun, journal: Journal, ended: EndedTry): Promise<void> {
  if (!journal.isOurs || journal.isTaken || run.signal.aborted) return;
  await journal.end().catch(() => undefined);
  if (!journal.hasRun && ended.look === undefined) return;
  const told = leftAsTold(journal);
  try {
    const left = (await leftAsSeen(run, journal, { ...ended, told })) ?? told;
    if (left === undefined || isDeepStrictEqual(readKept(journal, "left"), left)) return;
    await journal.note("left", left);
  } catch {
    run.log("info", "What a failed change has left could not be noted");
  }
}

/** What was there before, or an earlier try had left, with what the steps of this one say they have written. */
function leftAsTold(journal: Journal): Left | undefined {
  const base = readKept(journal, "left") ?? readKept(journal, "before");
  return base && { ...base, fields: { ...base.fields, ...journal.told } };
}

/** Nothing when nobody answers, or what is there now is not only ours. */
async function leftAsSeen(
  run: WorkRun,
  journal: Journal,
  { change, reference, error, told, look }: EndedTry & { readonly told: Left | undefined },
): Promise<Left | undefined> {
  if (isOfTarget(error) || isOfSomebody(error)) return undefined;
  const seen = await lookWhenSettled(run, reference, look).catch(() => undefined);
  if (seen === undefined) {
    run.log("info", "What a failed change has left could not be looked at");
    return undefined;
  }
  return ownOf(run, journal, { change, told, seen });
}

/** What a target is still at work on is looked at again, a few times: later it would look like somebody's change. */
async function lookWhenSettled(run: WorkRun, reference: Reference, first?: LookAt): Promise<Observed> {
  const lookAgain: LookAt = async () => {
    const observed = await run.connector.observe(run.context, [reference]);
    return observed.get(reference.externalId) ?? nothing;
  };
  for (let looks = 1; ; looks += 1) {
    const look = looks === 1 ? (first ?? lookAgain) : lookAgain;
    const seen = await look(reference);
    if (seen.isUnsettled !== true || looks === MOST_LOOKS) return seen;
    await wait(run.retries.backoffMs * 2 ** looks, undefined, { signal: run.signal });
  }
}

/** What is there now is not only ours. */
const isOfSomebody = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  (error.code === "changed-meanwhile" ||
    error.code === "version-conflict" ||
    error.code === "remote-deleted");
