import type { FieldChange, WorkChange } from "@assetql/contract";
import { fieldOf, isSame } from "../compare/index.ts";
import type { Observed } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import type { Journal } from "./journal.ts";
import { readKept } from "./kept.ts";
import type { Pending } from "./pending.ts";
import type { WorkRun } from "./work-run.ts";

export interface Looked {
  /** What was there before anything of the change was written, by whatever work: what undo brings back. */
  readonly first: Observed;
  /** What the change is written over. */
  readonly before: Observed;
}

/**
 * What a change is to be written over, if nobody has changed it since the plan. An earlier try may have left it half
 * done: then it is looked at again, and must be as it was, as that try left it, or ours. Throws ConnectorErrors
 * (`changed-meanwhile` and the like).
 */
export async function lookBefore(run: WorkRun, pending: Pending, journal: Journal): Promise<Looked> {
  const { change } = pending;
  assertAssetAsPlanned(run, change);
  const first = journal.isBegun ? readKept(journal, "before") : undefined;
  const version = `-${change.asset?.version ?? 0}`;
  if (first !== undefined && journal.isOurs) {
    return { first, before: readKept(journal, "before", version) ?? first };
  }
  const now = await pending.observe();
  const left = first === undefined ? undefined : readKept(journal, "left");
  assertTargetAsPlanned(run, change, { now, first, left });
  if (first === undefined) {
    journal.keep("before", now);
    return { first: now, before: now };
  }
  // As after a crash. What has left nothing to see (an upload, say) may be over by now, and is done anew; so is what
  // was staged, which a commit may have used up.
  const isStaged = run.connector.commit !== undefined;
  if (!isStaged && left !== undefined && isAsLeft(now, left) && !isAsLeft(first, left))
    journal.trustEarlier();
  const known = withForeign(change, { now, first, left });
  if (known !== first) journal.keep("before", known);
  // The same steps for the same version, as after a crash. For another one, what is half done is what there is.
  const isRetraced = journal.isOfVersion && change.change.kind !== "delete";
  const retraced = isRetraced ? (readKept(journal, "before", version) ?? first) : now;
  const before = isRetraced ? withForeign(change, { now, first: retraced, left }) : now;
  if (before !== first) journal.keep(`before${version}`, before);
  return { first: known, before };
}

const isAsLeft = (seen: Observed, left: Observed): boolean =>
  seen.remoteId === left.remoteId && isSame(seen.fields, left.fields);

/** What was there before, with what somebody has changed since a try had failed: it is not ours to take back. */
function withForeign(
  { change }: WorkChange,
  {
    now,
    first,
    left,
  }: { readonly now: Observed; readonly first: Observed; readonly left: Observed | undefined },
): Observed {
  if (left === undefined) return first;
  const ours = new Map(change.fields.map((field) => [field.name, field.ours]));
  const foreign = Object.keys(now.fields).filter((name) =>
    isForeign({ now, first, left }, name, [ours.get(name) ?? null]),
  );
  if (foreign.length === 0) return first;
  const theirs = Object.fromEntries(foreign.map((name) => [name, fieldOf(now.fields, name)]));
  return { ...first, fields: { ...first.fields, ...theirs } };
}

/** Throws a ConnectorError if the image is no longer what the plan was made for. */
function assertAssetAsPlanned(run: WorkRun, { change, asset }: WorkChange): void {
  if (change.kind === "delete") {
    if (asset?.review !== "approved") return;
    const detail = "The image has been approved again since the plan was made, so it stays. Plan again.";
    throw new ConnectorError("changed-meanwhile", detail);
  }
  if (asset === null)
    throw new ConnectorError("image-missing", "The image was deleted since the plan was made.");
  const desired = run.connector.desire(run.context, asset, run.work.target.mapping);
  if (
    asset.review !== "approved" ||
    change.fields.some((field) => !isSame(field.ours, fieldOf(desired.fields, field.name)))
  ) {
    const detail = "The image itself has changed in AssetQL since the plan was made. Plan again.";
    throw new ConnectorError("changed-meanwhile", detail);
  }
}

interface Seen {
  readonly now: Observed;
  readonly first: Observed | undefined;
  readonly left: Observed | undefined;
}

/** Throws a ConnectorError if somebody has changed, since the plan, what is about to be written. */
function assertTargetAsPlanned(run: WorkRun, { change, asset, link }: WorkChange, seen: Seen): void {
  const { now, left } = seen;
  const overwrites = run.work.target.policies.conflict === "overwrite";
  const isThere = now.remoteId !== null;
  if (change.kind === "delete") {
    if (link === null || !isThere || overwrites || change.deletion !== "delete") return;
    const edited = Object.keys(link.seen).some((name) => isForeign(seen, name, [fieldOf(link.seen, name)]));
    if (edited) throw changedMeanwhile([]);
    return;
  }
  if (now.missing !== undefined) throw new ConnectorError("item-deleted", now.missing);
  if (overwrites) return;
  if (!isThere && change.kind !== "create" && left?.remoteId !== null) {
    throw new ConnectorError("remote-deleted", "It was deleted there. Nothing was put in its place.");
  }
  const places = placesOf(run, asset);
  const changed = change.fields.filter(
    ({ name, ours, theirs, outcome }) =>
      (outcome === "write" || places.includes(name)) && isForeign(seen, name, [theirs, ours]),
  );
  if (changed.length > 0) throw changedMeanwhile(changed.map(({ name }) => name));
}

/** Neither as expected, nor as it was before a try that failed, nor as that has left it. */
function isForeign(
  { now, first, left }: Seen,
  name: string,
  expected: readonly FieldChange["ours"][],
): boolean {
  const earlier = [first, left].flatMap((one) => (one === undefined ? [] : [fieldOf(one.fields, name)]));
  return ![...expected, ...earlier].some((value) => isSame(value, fieldOf(now.fields, name)));
}

/** Fields that are a place of somebody else's. */
export const placesOf = (run: WorkRun, asset: WorkChange["asset"]): readonly string[] =>
  asset === null ? [] : (run.connector.desire(run.context, asset, run.work.target.mapping).places ?? []);

function changedMeanwhile(names: readonly string[]): ConnectorError {
  const what = names.length === 0 ? "it" : names.join(", ");
  const detail = `Somebody changed ${what} there since the plan was made. Nothing was overwritten; plan again to see it.`;
  return new ConnectorError("changed-meanwhile", detail);
}
