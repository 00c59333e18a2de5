import type { Snapshot, WorkChange } from "@assetql/contract";
import type { Observed } from "../contract/connector.ts";
import type { Journal } from "./journal.ts";
import { type KeptUndo, readKept } from "./kept.ts";
import type { WorkRun } from "./work-run.ts";

export type Left = Pick<Observed, "remoteId" | "remoteUrl" | "fields">;

interface Sight {
  readonly change: WorkChange;
  /** What is there by the word of the steps. */
  readonly told: Left | undefined;
  readonly seen: Observed;
}

/**
 * Of what is seen after a try that has failed, what is its own doing; the rest is as its steps have told. Minutes may
 * have gone by in vain tries, in which people have gone on with their work: of a field that the change writes, the
 * next try would have written over theirs, any other is a person's.
 */
export function ownOf(run: WorkRun, journal: Journal, { change, told, seen }: Sight): Left {
  const { remoteId, remoteUrl, fields } = seen;
  if (told === undefined) return { remoteId, remoteUrl, fields };
  const undo = run.work.kind === "revert" ? readKept(journal, "undo") : undefined;
  const wasThere = readKept(journal, "before")?.remoteId !== null;
  const isOurs = undo === undefined ? writesOf(run, change, { wasThere, seen }) : restoresOf(undo);
  // An update takes nothing away: if it is gone, somebody has deleted it.
  const isDeleted = undo === undefined && wasThere && change.change.kind !== "delete" && remoteId === null;
  return {
    ...(isDeleted ? { remoteId: told.remoteId, remoteUrl: told.remoteUrl } : { remoteId, remoteUrl }),
    fields: { ...pick(told.fields, (name) => !isOurs(name)), ...pick(fields, isOurs) },
  };
}

/** Whether an undo brings a field back, or removes it with all the rest. */
export function restoresOf({ names, kept, remove }: KeptUndo): (name: string) => boolean {
  return (name) => (remove ? !kept.includes(name) : names.includes(name));
}

interface Found {
  readonly wasThere: boolean;
  readonly seen: Observed;
}

/** Whether a change writes a field: by its plan, as a place, or as what comes of writing; all of what it makes or deletes. */
function writesOf(
  run: WorkRun,
  { change, asset }: WorkChange,
  { wasThere, seen }: Found,
): (name: string) => boolean {
  const isGone = change.kind === "delete" && seen.remoteId === null;
  if (!wasThere || isGone || asset === null) return () => true;
  const { places = [], sideEffects = [] } = run.connector.desire(run.context, asset, run.work.target.mapping);
  const isOverwritten = run.work.target.policies.conflict === "overwrite";
  const planned = change.fields.filter(({ outcome }) => outcome === "write" || isOverwritten);
  const names = new Set([...planned.map(({ name }) => name), ...places, ...sideEffects]);
  return (name) => names.has(name);
}

const pick = (fields: Snapshot, isWanted: (name: string) => boolean): Snapshot =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => isWanted(name)));
