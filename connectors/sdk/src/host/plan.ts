import {
  type Link,
  type PlannedChange,
  PUBLICATION_LIMITS,
  type PublishableAsset,
  type Snapshot,
  WORK_LIMITS,
  type WorkAsset,
} from "@assetql/contract";
import { compareFields, decideKind, fieldOf, isSame, planReasons } from "../compare/index.ts";
import type { Desired, Observed, Reference } from "../contract/connector.ts";
import { untilAnswered } from "./hub-calls.ts";
import { observeAll } from "./observe.ts";
import type { WorkRun } from "./work-run.ts";

const PAGE = 100;

/** Compares every asset of the publication with the target, and reports what would change. Writes nothing there. */
export async function runPlan(run: WorkRun): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = { cursor, limit: PAGE };
    const page = await untilAnswered(() => run.hub.assets(run.work.id, query, run.hubCall), run.signal);
    await report(run, await planPage(run, page.items));
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function report(run: WorkRun, changes: readonly PlannedChange[]): Promise<void> {
  const { changesPerReport } = WORK_LIMITS;
  for (let start = 0; start < changes.length; start += changesPerReport) {
    const body = { host: run.hostId, changes: changes.slice(start, start + changesPerReport) };
    await untilAnswered(() => run.hub.report(run.work.id, body, run.hubCall), run.signal);
  }
}

async function planPage(run: WorkRun, entries: readonly WorkAsset[]): Promise<PlannedChange[]> {
  const wanted = entries.map((entry) => ({ entry, desired: desiredOf(run, entry) }));
  const references = wanted
    .filter(({ entry, desired }) => desired !== undefined || entry.withdraw)
    .map(({ entry }) => referenceOf(run, entry));
  const observed = await observeAll(run, references);
  return wanted.map(({ entry, desired }) =>
    planOne(run, { entry, desired, observed: observed(entry.externalId) }),
  );
}

interface Looked {
  readonly entry: WorkAsset;
  readonly desired: Desired | undefined;
  readonly observed: Observed;
}

function planOne(run: WorkRun, { entry, desired, observed }: Looked): PlannedChange {
  const planned = { ...changeOf(run, entry), remoteId: observed.remoteId ?? entry.link?.remoteId ?? null };
  if (entry.withdraw) return { ...planned, ...planWithdrawal(run, entry.link, observed) };
  const titled = { ...planned, title: (desired?.title ?? planned.title).slice(0, 300) };
  if (desired === undefined) return { ...titled, kind: "skip", reason: planReasons["not-approved"] };
  if (observed.missing !== undefined)
    return { ...titled, kind: "skip", reason: observed.missing.slice(0, 500) };
  if (isTooLarge(observed.fields) || isTooLarge(desired.fields)) {
    return { ...titled, kind: "skip", reason: planReasons["too-large"] };
  }
  const policy = run.work.target.policies.conflict;
  const fields = compareFields({
    ours: desired.fields,
    theirs: observed.fields,
    base: entry.link,
    places: desired.places ?? [],
    policy,
  });
  const isThere = observed.remoteId !== null;
  return { ...titled, ...decideKind({ fields, isThere, base: entry.link, policy }) };
}

/** What the target should have of it; undefined where it should have nothing. */
function desiredOf(run: WorkRun, { asset, withdraw, notApproved }: WorkAsset): Desired | undefined {
  if (asset === null || withdraw || notApproved) return undefined;
  return run.connector.desire(run.context, asset, run.work.target.mapping);
}

const isTooLarge = (fields: Snapshot): boolean =>
  Buffer.byteLength(JSON.stringify(fields)) > PUBLICATION_LIMITS.snapshotBytes;

/** The item of this target that an asset was made for. */
export function itemIdOf(run: WorkRun, asset: PublishableAsset | null, link: Link | null): string | null {
  const item = asset?.item;
  return item?.targetId === run.work.target.id ? item.itemId : (link?.itemId ?? null);
}

const referenceOf = (run: WorkRun, { externalId, asset, link }: WorkAsset): Reference => ({
  externalId,
  remoteId: link?.remoteId ?? null,
  itemId: itemIdOf(run, asset, link),
});

function changeOf(run: WorkRun, { externalId, asset, link }: WorkAsset): PlannedChange {
  const assetId = asset?.id ?? link?.assetId ?? null;
  const itemId = itemIdOf(run, asset, link);
  const title = asset?.title ?? externalId;
  return {
    kind: "skip",
    assetId,
    externalId,
    remoteId: null,
    itemId,
    title,
    fields: [],
    reason: null,
    deletion: null,
  };
}

type Withdrawal = Pick<PlannedChange, "kind" | "reason"> & Partial<Pick<PlannedChange, "deletion">>;

function planWithdrawal(run: WorkRun, link: Link | null, observed: Observed): Withdrawal {
  const { deletion, conflict } = run.work.target.policies;
  const { deletions, title } = run.connector.manifest;
  if (link === null || link.state !== "published")
    return { kind: "skip", reason: planReasons["not-published"] };
  if (observed.remoteId === null) return { kind: "skip", reason: planReasons["no-longer-there"] };
  if (deletion === "keep")
    return { kind: "skip", reason: `${planReasons.stays}, as the target's policy for deletions says.` };
  if (!deletions.includes(deletion)) {
    return { kind: "skip", reason: `${planReasons.stays}: ${title} has no way to ${deletion} it.` };
  }
  if (deletion === "delete" && conflict !== "overwrite" && isEdited(link, observed)) {
    return { kind: "conflict", reason: planReasons["edited-there"] };
  }
  return { kind: "delete", reason: planReasons["rejected-or-deleted"], deletion };
}

/** Whether somebody has changed at the target what we have published. */
export const isEdited = ({ seen }: Link, { fields }: Observed): boolean =>
  Object.keys(seen).some((name) => !isSame(fieldOf(seen, name), fieldOf(fields, name)));
