import { type ChangeId, PUBLICATION_LIMITS, type ReportEntry, WORK_LIMITS } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { type Action, put, remove } from "../ports/index.ts";
import { type ChangeRecord, changes, type Transition } from "../publications/change-record.ts";
import { linkIdOf, links } from "../publications/link-record.ts";
import type { Wanting } from "../publications/pending.ts";
import { readAssets } from "../publications/publishable-asset.ts";
import { invalidMember, invalidRequest } from "../shared/invalid-request.ts";
import { readMany } from "../shared/read-many.ts";
import { targets } from "../targets/target-record.ts";
import { type ExternalLease, externalLeases, isHeldByAnother } from "./external-lease.ts";
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
}

/** Takes entries, in order, into their changes, the ledger and the leases of external ids. */
export async function reportEntries(deps: Deps, { work, wanting, entries }: Report): Promise<Reported> {
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
    if (told.some(({ type }) => type === "started") && (await isHeldByAnother(deps, lease, work.id))) {
      busy.push(id);
      continue;
    }
    const taken = take(before, told, { wanting, lease, work, link: context.linkOf(before) });
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
  const deletion = (await store.get(targets, work.targetId))?.value.policies.deletion ?? "keep";
  return {
    leases: await readMany(store, externalLeases, ids),
    linkOf: ({ targetId, externalId, assetId }: ChangeRecord): LinkContext => ({
      link: known.get(linkIdOf(targetId, externalId)),
      asset: assets.get(assetId),
      workspaceId: work.workspaceId,
      deletion,
      now: clock.now(),
    }),
  };
}

interface Taking {
  readonly wanting: Wanting;
  readonly lease: ExternalLease | undefined;
  readonly work: WorkRecord;
  readonly link: LinkContext;
}

/** One change with everything that a report says of it: at most three records. */
function take(before: ChangeRecord, told: readonly ReportEntry[], { wanting, lease, work, link }: Taking) {
  let after = before;
  let ledger: ReturnType<typeof nextLink>;
  for (const entry of told) {
    const next = stepChange(after, entry, { wanting, link: link.link, now: link.now });
    if (next !== after && isEnding(entry)) ledger = nextLink(next, entry, link);
    after = next;
  }
  assertSizes(after, told);
  const isUnderWay = after.state === "applying" || after.state === "reverting";
  const id = linkIdOf(before.targetId, before.externalId);
  const actions: Action[] = [];
  if (after !== before) actions.push(put(changes, after));
  if (ledger !== undefined) actions.push(put(links, ledger));
  if (isUnderWay && lease?.workId !== work.id) {
    actions.push(put(externalLeases, { id, targetId: before.targetId, workId: work.id }));
  }
  if (!isUnderWay && lease?.workId === work.id) actions.push(remove(externalLeases, id));
  // Somebody else has ended it since the host listed it.
  const isTooLate = !isUnderWay && !told.some(isEnding) && told.some(({ type }) => type === "started");
  return { after, actions, isTooLate };
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
