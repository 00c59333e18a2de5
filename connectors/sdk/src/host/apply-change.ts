import type { FieldChange, Receipt, ReportEntryInput, Snapshot, WorkChange } from "@assetql/contract";
import { compareFields, fieldOf, isSame, writtenOf } from "../compare/index.ts";
import type { Applied, ChangeToApply, Observed } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import { createChangeContext } from "./context.ts";
import type { Journal } from "./journal.ts";
import { parseObserved } from "./kept.ts";
import type { Pending } from "./pending.ts";
import { isEdited } from "./plan.ts";
import { withRetries } from "./retries.ts";
import type { AnyChangeContext, WorkRun } from "./work-run.ts";

export type AppliedEntry = Extract<ReportEntryInput, { type: "applied" }>;

/** Writes one change. Throws what the connector throws; `changed-meanwhile` and the like if the plan no longer holds. */
export async function applyChange(run: WorkRun, pending: Pending): Promise<AppliedEntry> {
  const { change, reference } = pending;
  const { context, journal } = createChangeContext(run, change, "apply");
  const before = await seenBefore(run, pending, journal);
  const fields = outcomesNow(run, change, before);
  const toApply: ChangeToApply = {
    ...reference,
    remoteId: before.remoteId ?? reference.remoteId,
    kind: change.change.kind === "delete" ? "delete" : before.remoteId === null ? "create" : "update",
    fields: pick(fields, "write"),
    before,
    asset: change.asset,
  };
  const applied = await withRetries(() => write(run, context, toApply), run.retries);
  return {
    type: "applied",
    changeId: change.change.id,
    receipt: toReceipt(run, change, { before, applied }),
    written: toApply.kind === "delete" ? {} : writtenOf(fields),
  };
}

/** What was there before anything of the change was written, by this host or one before it. */
async function seenBefore(run: WorkRun, pending: Pending, journal: Journal): Promise<Observed> {
  const kept = journal.isBegun ? journal.kept("before") : undefined;
  if (kept !== undefined) return parseObserved(kept);
  const seen = await pending.observe();
  assertAsPlanned(run, pending.change, seen);
  journal.keep("before", seen);
  return seen;
}

async function write(run: WorkRun, context: AnyChangeContext, change: ChangeToApply): Promise<Applied> {
  const { remoteId, remoteUrl, fields } = change.before;
  if (change.kind === "delete") {
    const policy = run.work.target.policies.deletion;
    if (policy === "keep" || remoteId === null) return { remoteId, remoteUrl, after: fields };
    return run.connector.withdraw(context, change, policy);
  }
  if (change.kind === "update" && Object.keys(change.fields).length === 0) {
    return { remoteId, remoteUrl, after: fields };
  }
  return run.connector.apply(context, change);
}

/** Throws a ConnectorError if somebody has changed, since the plan, what is about to be written. */
function assertAsPlanned(run: WorkRun, { change, asset, link }: WorkChange, seen: Observed): void {
  const overwrites = run.work.target.policies.conflict === "overwrite";
  const isThere = seen.remoteId !== null;
  if (change.kind === "delete") {
    const edited = link !== null && isThere && isEdited(link, seen);
    if (edited && !overwrites && run.work.target.policies.deletion === "delete") throw changedMeanwhile([]);
    return;
  }
  if (seen.missing !== undefined) throw new ConnectorError("item-deleted", seen.missing);
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
  if (overwrites) return;
  if (!isThere && change.kind !== "create") {
    throw new ConnectorError("remote-deleted", "It was deleted there. Nothing was put in its place.");
  }
  const places = desired.places ?? [];
  const changed = change.fields.filter(
    ({ name, ours, theirs, outcome }) =>
      (outcome === "write" || places.includes(name)) && !isOneOf(fieldOf(seen.fields, name), [theirs, ours]),
  );
  if (changed.length > 0) throw changedMeanwhile(changed.map(({ name }) => name));
}

const isOneOf = (value: FieldChange["ours"], others: readonly FieldChange["ours"][]): boolean =>
  others.some((other) => isSame(value, other));

function changedMeanwhile(names: readonly string[]): ConnectorError {
  const what = names.length === 0 ? "it" : names.join(", ");
  const detail = `Somebody changed ${what} there since the plan was made. Nothing was overwritten; plan again to see it.`;
  return new ConnectorError("changed-meanwhile", detail);
}

/** The plan's outcomes, as they are by what is there now and by the policy that holds now. */
function outcomesNow(run: WorkRun, { change, asset, link }: WorkChange, before: Observed): FieldChange[] {
  const policy = run.work.target.policies.conflict;
  const places = asset
    ? (run.connector.desire(run.context, asset, run.work.target.mapping).places ?? [])
    : [];
  const ours = Object.fromEntries(change.fields.map(({ name, ours: value }) => [name, value]));
  const isGone = before.remoteId === null;
  const now = compareFields({ ours, theirs: before.fields, base: isGone ? null : link, places, policy });
  if (policy === "overwrite") {
    return now.map((field) => (isSame(field.ours, field.theirs) ? field : { ...field, outcome: "write" }));
  }
  const planned = new Map(change.fields.map(({ name, outcome }) => [name, outcome]));
  return now.map((field) =>
    field.outcome === "same" ? field : { ...field, outcome: planned.get(field.name) ?? "keep" },
  );
}

const pick = (fields: readonly FieldChange[], outcome: FieldChange["outcome"]): Snapshot =>
  Object.fromEntries(
    fields.filter((field) => field.outcome === outcome).map(({ name, ours }) => [name, ours]),
  );

function toReceipt(
  run: WorkRun,
  { asset }: WorkChange,
  { before, applied }: { readonly before: Observed; readonly applied: Applied },
): Receipt {
  return {
    remoteId: applied.remoteId,
    remoteUrl: applied.remoteUrl,
    existed: before.remoteId !== null,
    before: before.fields,
    after: applied.after,
    version: asset?.version ?? null,
    warnings: (applied.warnings ?? []).slice(0, 20).map((warning) => warning.slice(0, 500)),
    appliedAt: run.now(),
  };
}
