import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Snapshot, WorkChange } from "@assetql/contract";
import type { Observed, Reference } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import type { Journal } from "./journal.ts";
import { readKept } from "./kept.ts";
import { nothing } from "./observe.ts";
import { isOfNetwork, isOfTarget } from "./problems.ts";
import type { WorkRun } from "./work-run.ts";

/** Within half a minute, at the usual backoff. */
const MOST_LOOKS = 6;

interface EndedTry {
  readonly change: WorkChange;
  readonly reference: Reference;
  readonly error: unknown;
}

/**
 * Notes that a try has failed, and what it has left at the target, so that the next one can tell it from what people
 * change. What is not noted counts as somebody else's.
 */
export async function endTry(run: WorkRun, journal: Journal, ended: EndedTry): Promise<void> {
  if (!journal.isOurs || journal.isTaken || run.signal.aborted) return;
  await journal.end().catch(() => undefined);
  if (!journal.hasRun) return;
  const told = leftAsTold(journal);
  try {
    const left = (await leftAsSeen(run, ended, told)) ?? told;
    if (left === undefined || isDeepStrictEqual(readKept(journal, "left"), left)) return;
    await journal.note("left", left);
  } catch {
    run.log("info", "What a failed change has left could not be noted");
  }
}

type Left = Pick<Observed, "remoteId" | "remoteUrl" | "fields">;

/** What was there before, or an earlier try had left, with what the steps of this one say they have written. */
function leftAsTold(journal: Journal): Left | undefined {
  const base = readKept(journal, "left") ?? readKept(journal, "before");
  return base && { ...base, fields: { ...base.fields, ...journal.told } };
}

/** Nothing when nobody answers, or what is there now is not only ours. */
async function leftAsSeen(
  run: WorkRun,
  { change, reference, error }: EndedTry,
  told: Left | undefined,
): Promise<Left | undefined> {
  if (isOfTarget(error) || isOfSomebody(error)) return undefined;
  const seen = await lookWhenSettled(run, reference).catch(() => undefined);
  if (seen === undefined) {
    run.log("info", "What a failed change has left could not be looked at");
    return undefined;
  }
  const { remoteId, remoteUrl, fields } = seen;
  if (!isOfNetwork(error) || told === undefined) return { remoteId, remoteUrl, fields };
  // Minutes may have gone by in vain tries. Of a field that the change writes, the next of them would have written over
  // what somebody has changed meanwhile; any other is a person's.
  const isOurs = writes(run, change);
  return {
    remoteId,
    remoteUrl,
    fields: { ...pick(told.fields, (name) => !isOurs(name)), ...pick(fields, isOurs) },
  };
}

/** What a target is still at work on is looked at again, a few times: later it would look like somebody's change. */
async function lookWhenSettled(run: WorkRun, reference: Reference): Promise<Observed> {
  for (let looks = 1; ; looks += 1) {
    const observed = await run.connector.observe(run.context, [reference]);
    const seen = observed.get(reference.externalId) ?? nothing;
    if (seen.isUnsettled !== true || looks === MOST_LOOKS) return seen;
    await wait(run.retries.backoffMs * 2 ** looks, undefined, { signal: run.signal });
  }
}

/** Whether a field is one that the change writes, a place, or what comes of writing, also what no plan names. */
function writes(run: WorkRun, { change, asset }: WorkChange): (name: string) => boolean {
  const { policies, mapping } = run.work.target;
  if (policies.conflict === "overwrite") return () => true;
  const { places = [], sideEffects = [] } =
    asset === null ? {} : run.connector.desire(run.context, asset, mapping);
  const others = change.fields.filter(({ outcome }) => outcome !== "write").map(({ name }) => name);
  return (name) => !others.includes(name) || places.includes(name) || sideEffects.includes(name);
}

const pick = (fields: Snapshot, isWanted: (name: string) => boolean): Snapshot =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => isWanted(name)));

/** What is there now is not only ours. */
const isOfSomebody = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  (error.code === "changed-meanwhile" ||
    error.code === "version-conflict" ||
    error.code === "remote-deleted");
