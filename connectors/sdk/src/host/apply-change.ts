import type { FieldChange, Receipt, ReportEntryInput, Snapshot, WorkChange } from "@assetql/contract";
import { compareFields, isSame, writtenOf } from "../compare/index.ts";
import type { Applied, ChangeToApply, CommittedChange, Observed } from "../contract/connector.ts";
import { ChangeBusy } from "./change-busy.ts";
import { createChangeContext } from "./context.ts";
import type { Journal } from "./journal.ts";
import { endTry } from "./left.ts";
import { type Looked, lookBefore, placesOf } from "./look.ts";
import type { Pending } from "./pending.ts";
import { withRetries } from "./retries.ts";
import type { AnyChangeContext, WorkRun } from "./work-run.ts";

export type AppliedEntry = Extract<ReportEntryInput, { type: "applied" }>;

/** A change that is written, or staged for a commit. The hub does not know of it yet. */
export interface WrittenChange {
  readonly entry: AppliedEntry;
  readonly journal: Journal;
  /** Null where there was nothing to do at the target. */
  readonly toCommit: CommittedChange | null;
}

/**
 * Writes one change. Throws what the connector throws; `changed-meanwhile` and the like if the plan no longer holds;
 * `ChangeBusy` when another work has it by now.
 */
export async function applyChange(run: WorkRun, pending: Pending): Promise<WrittenChange> {
  const { change, reference } = pending;
  const { context, journal } = createChangeContext(run, change, "apply");
  try {
    const { first, before } = await lookBefore(run, pending, journal);
    const fields = outcomesNow(run, change, before);
    const toApply: ChangeToApply = {
      ...reference,
      remoteId: before.remoteId ?? reference.remoteId,
      kind: change.change.kind === "delete" ? "delete" : before.remoteId === null ? "create" : "update",
      fields: pick(fields, "write"),
      before,
      asset: change.asset,
    };
    const untouched = withoutWriting(change, toApply);
    const applied =
      untouched ?? (await withRetries(() => write(run, context, { change, toApply }), run.retries));
    if (journal.isTaken) throw new ChangeBusy();
    const { externalId, kind } = toApply;
    const entry: AppliedEntry = {
      type: "applied",
      changeId: change.change.id,
      receipt: toReceipt(run, change, { first, applied }),
      written: kind === "delete" ? {} : writtenOf(fields),
    };
    return { entry, journal, toCommit: untouched === undefined ? { externalId, kind, applied } : null };
  } catch (error) {
    if (journal.isTaken) throw new ChangeBusy();
    await endTry(run, journal, { change, reference, error });
    throw error;
  }
}

interface Writing {
  readonly change: WorkChange;
  readonly toApply: ChangeToApply;
}

/** As it was planned, whatever the target's policy has become. */
const deletionOf = ({ change }: WorkChange) => change.deletion ?? "keep";

/** What there is already, if that is all there should be. */
function withoutWriting(change: WorkChange, { kind, before, fields }: ChangeToApply): Applied | undefined {
  const { remoteId, remoteUrl } = before;
  const isDone =
    kind === "delete"
      ? deletionOf(change) === "keep" || remoteId === null
      : kind === "update" && Object.keys(fields).length === 0;
  return isDone ? { remoteId, remoteUrl, after: before.fields } : undefined;
}

function write(
  { connector }: WorkRun,
  context: AnyChangeContext,
  { change, toApply }: Writing,
): Promise<Applied> {
  const deletion = deletionOf(change);
  return toApply.kind === "delete" && deletion !== "keep"
    ? connector.withdraw(context, toApply, deletion)
    : connector.apply(context, toApply);
}

/** The plan's outcomes, as they are by what is there now and by the policy that holds now. */
function outcomesNow(run: WorkRun, { change, asset, link }: WorkChange, before: Observed): FieldChange[] {
  const policy = run.work.target.policies.conflict;
  const places = placesOf(run, asset);
  const ours = Object.fromEntries(change.fields.map(({ name, ours: value }) => [name, value]));
  const isGone = before.remoteId === null;
  const now = compareFields({ ours, theirs: before.fields, base: isGone ? null : link, places, policy });
  if (policy === "overwrite") {
    return now.map((field) => (isSame(field.ours, field.theirs) ? field : { ...field, outcome: "write" }));
  }
  const planned = new Map(change.fields.map(({ name, outcome }) => [name, outcome]));
  return now.map((field) =>
    field.outcome === "same" ? field : { ...field, outcome: outcomeOf(planned.get(field.name)) },
  );
}

/** Of a field that is not as ours is: what was the same when the plan was made was changed by somebody since. */
const outcomeOf = (planned: FieldChange["outcome"] | undefined): FieldChange["outcome"] =>
  planned === undefined || planned === "same" ? "keep" : planned;

const pick = (fields: readonly FieldChange[], outcome: FieldChange["outcome"]): Snapshot =>
  Object.fromEntries(
    fields.filter((field) => field.outcome === outcome).map(({ name, ours }) => [name, ours]),
  );

function toReceipt(
  run: WorkRun,
  { asset }: WorkChange,
  { first, applied }: Pick<Looked, "first"> & { readonly applied: Applied },
): Receipt {
  return {
    remoteId: applied.remoteId,
    remoteUrl: applied.remoteUrl,
    existed: first.remoteId !== null,
    before: first.fields,
    after: applied.after,
    version: asset?.version ?? null,
    warnings: (applied.warnings ?? []).slice(0, 20).map((warning) => warning.slice(0, 500)),
    appliedAt: run.now(),
  };
}
