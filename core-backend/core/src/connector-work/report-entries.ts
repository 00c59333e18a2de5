import { type ChangeId, PUBLICATION_LIMITS, type ReportEntry, WORK_LIMITS } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { type Action, create, put, remove, replace, type Stored } from "../ports/index.ts";
import { type ChangeRecord, changes, type Transition } from "../publications/change-record.ts";
import { linkIdOf, links } from "../publications/link-record.ts";
import type { Wanting } from "../publications/pending.ts";
import { readAssets } from "../publications/publishable-asset.ts";
import { invalidMember, invalidRequest } from "../shared/invalid-request.ts";
import { readMany } from "../shared/read-many.ts";
import { type ExternalLease, externalLeases, isHeldByAnother, readLeases } from "./external-lease.ts";
import { type LinkContext, nextLink } from "./next-link.ts";
import { isEnding, stepChange } from "./step-change.ts";
import type { WorkRecord } from "./work-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock">;

/** What the entries of a report come to. */
export interface Reported {
  readonly transitions: readonly Transition[];
  readonly actions: readonly Action[];
  readonly busy: readonly ChangeId[];
}

interface Report {
  readonly work: WorkRecord;
  readonly wanting: Wanting;
  readonly entries: readonly ReportEntry[];
  /** Whether it is the work that moves its publication on; another one begins nothing. */
  readonly isCurrent: boolean;
}

/**
 * Takes entries, in order, into their changes, the ledger and the leases of external ids. Only the work that holds a
 * change's lease goes on with it; but what has ended has ended, whoever says so.
 */
export async function reportEntries(
  deps: Deps,
  { work, wanting, entries, isCurrent }: Report,
): Promise<Reported> {
  const byChange = Map.groupBy(entries, ({ changeId }) => changeId);
  const present = await readMany(deps.store, changes, [...byChange.keys()]);
  const context = await readContext(deps, work, [...present.values()]);
  const transitions: Transition[] = [];
  const actions: Action[] = [];
  const busy: ChangeId[] = [];
  for (const [id, told] of byChange) {
    const before = present.get(id);
    if (before === undefined || before.publicationId !== wanting.publicationId) throw unknownChange(id);
    const lease = context.leases.get(linkIdOf(before.targetId, before.externalId));
    const isOurs = lease?.value.workId === work.id;
    const starts = told.some(({ type }) => type === "started");
    const mayStart = starts && isCurrent && !(await isHeldByAnother(deps, lease, work.id));
    const heard = isOurs || mayStart ? told : starts ? [] : told.filter(isEnding);
    if (heard.length === 0) {
      busy.push(id);
      continue;
    }
    const taken = take(before, heard, { wanting, lease, work, mayStart, link: context.linkOf(before) });
    if (taken.isTooLate) busy.push(id);
    if (taken.after !== before) transitions.push({ before, after: taken.after });
    actions.push(...taken.actions);
  }
  return { transitions, actions, busy };
}

/** What is needed beside the changes themselves, read at once. */
async function readContext({ store, clock }: Deps, work: WorkRecord, found: readonly ChangeRecord[]) {
  const ids = found.map(({ targetId, externalId }) => linkIdOf(targetId, externalId));
  const assetIds = found.flatMap(({ assetId }) => (assetId === null ? [] : [assetId]));
  const assets = new Map<string | null, LinkContext["asset"]>(
    (await readAssets({ store }, work.workspaceId, assetIds)).map((asset) => [asset.id, asset]),
  );
  const known = await readMany(store, links, ids);
  return {
    leases: await readLeases({ store }, ids),
    linkOf: ({ targetId, externalId, assetId }: ChangeRecord): LinkContext => ({
      link: known.get(linkIdOf(targetId, externalId)),
      asset: assets.get(assetId),
      workspaceId: work.workspaceId,
      now: clock.now(),
    }),
  };
}

interface Taking {
  readonly wanting: Wanting;
  readonly lease: Stored<ExternalLease> | undefined;
  readonly work: WorkRecord;
  readonly mayStart: boolean;
  readonly link: LinkContext;
}

/** One change with everything that a report says of it: at most three records. */
function take(before: ChangeRecord, told: readonly ReportEntry[], taking: Taking) {
  const { wanting, link } = taking;
  let after = before;
  let ledger: ReturnType<typeof nextLink>;
  for (const entry of told) {
    const next = stepChange(after, entry, { wanting, link: link.link, now: link.now });
    if (next !== after && isEnding(entry)) ledger = nextLink(next, entry, link);
    after = next;
  }
  assertSizes(after, told);
  const isUnderWay = after.state === (wanting.kind === "apply" ? "applying" : "reverting");
  const actions: Action[] = [];
  if (after !== before) actions.push(put(changes, after));
  if (ledger !== undefined) actions.push(put(links, ledger));
  actions.push(...leaseActions(before, isUnderWay, taking));
  // Somebody else has ended it since the host listed it.
  const isTooLate = !isUnderWay && !told.some(isEnding) && told.some(({ type }) => type === "started");
  return { after, actions, isTooLate };
}

/** By revisions: of two works that want the same at the same moment, one reads anew, and is told busy. */
function leaseActions(
  { targetId, externalId }: ChangeRecord,
  isUnderWay: boolean,
  { lease, work, mayStart }: Taking,
): readonly Action[] {
  const isOurs = lease?.value.workId === work.id;
  if (!isUnderWay) return isOurs ? [remove(externalLeases, lease.value.id, lease.revision)] : [];
  if (isOurs || !mayStart) return [];
  const ours = { id: linkIdOf(targetId, externalId), targetId, workId: work.id };
  return [lease === undefined ? create(externalLeases, ours) : replace(externalLeases, ours, lease.revision)];
}

/** Beside snapshots and receipt there is room for this in a change's record. */
const JOURNAL_BYTES = 150_000;

function assertSizes({ journal }: ChangeRecord, told: readonly ReportEntry[]): void {
  for (const entry of told) {
    if (entry.type === "step") assertBytes("result", entry.result, WORK_LIMITS.journalResultBytes);
    for (const [name, snapshot] of snapshotsOf(entry)) {
      assertBytes(name, snapshot, PUBLICATION_LIMITS.snapshotBytes);
    }
  }
  assertBytes("the journal of a change", journal, JOURNAL_BYTES);
}

function snapshotsOf(entry: ReportEntry): readonly (readonly [string, unknown])[] {
  if (entry.type === "reverted") return [["after", entry.after]];
  if (entry.type !== "applied") return [];
  const { before, after } = entry.receipt;
  return [
    ["receipt.before", before],
    ["receipt.after", after],
    ["written", entry.written],
  ];
}

function assertBytes(name: string, value: unknown, most: number): void {
  if (Buffer.byteLength(JSON.stringify(value)) <= most) return;
  throw invalidRequest([invalidMember("entries", `entries: ${name} must have at most ${most / 1_000} KB.`)]);
}

const unknownChange = (id: string) =>
  invalidRequest([invalidMember("entries", `entries: this work has no change with the id ${id}.`)]);
