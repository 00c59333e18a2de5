import { ApiProblemError, type Client } from "@assetql/client";
import type { Batch, BatchId, CreateTargetBatch, ItemQuery, Target } from "@assetql/contract";
import { pause } from "../hub/pause.ts";
import type { Coverage, CoverageQuestion } from "./coverage.ts";
import { SyncProblem } from "./sync-problem.ts";

/** Changes at the target that its clock, or a slow transaction, dates a little too early are seen all the same. */
export const OVERLAP_MS = 5 * 60_000;
/** What a query takes in `ids`. */
const IDS_PER_BATCH = 500;
/** Numbers that another service may have used. */
const SPARE_NUMBERS = 5;
/** How long the rows of other batches are waited for. */
const ROWS_APPEAR_MS = 20_000;
const LOOK_AGAIN_MS = 500;

export type DriveSettings = Omit<CreateTargetBatch, "name">;

export interface DriveDeps {
  readonly client: Client;
  readonly coverage: Coverage;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface DriveRequest {
  readonly target: Target;
  readonly settings: DriveSettings;
  /** Of the time the sync was planned for; what is made under it is made once. */
  readonly key: string;
  /** As in `Sync 2026-03-01 14:00`. */
  readonly name: string;
}

/**
 * Makes batches of the items that are new or have changed since the last sync and that no batch has as they are now:
 * at most 500 items each, in the order the target lists them. Throws {@link SyncProblem} when that cannot be told
 * yet, and what the client throws.
 */
export async function drive(deps: DriveDeps, request: DriveRequest): Promise<readonly BatchId[]> {
  await readAllRows(deps);
  const wanted = await listUncovered(deps, request);
  const batches: BatchId[] = [];
  const most = Math.ceil(wanted.size / IDS_PER_BATCH) + SPARE_NUMBERS;
  for (let number = 0; wanted.size > 0; number += 1) {
    if (number === most) throw tooManyBatches(batches);
    const ids = [...wanted].slice(0, IDS_PER_BATCH);
    const batch = await makeBatch(deps, request, { ids, number });
    if (batch !== undefined) batches.push(batch.id);
    // Otherwise an item is gone; or the hub, which forgets after a day what it was asked, gives an earlier batch back.
    if (batch?.totalTasks === ids.length) for (const id of ids) wanted.delete(id);
    else await forgetCovered(deps, request, wanted);
  }
  return batches;
}

/** Images cost money: whatever is wrong, batches are not made without end. */
const tooManyBatches = (batches: readonly BatchId[]): SyncProblem =>
  new SyncProblem(
    "items-unsteady",
    `Some items are not as the batches made of them say, even at once (the last one is ${batches.at(-1) ?? "of another service"}). Nothing more is made of them now.`,
  );

const questionOf = ({ target, settings }: DriveRequest): CoverageQuestion => ({
  mapping: target.mapping,
  template: settings.template,
});

/** Items whose rows might be among those the hub has not made yet must not be driven twice. */
async function readAllRows({ coverage, signal }: DriveDeps): Promise<void> {
  const end = performance.now() + ROWS_APPEAR_MS;
  for (;;) {
    const [first] = await coverage.refresh();
    if (first === undefined) return;
    if (performance.now() > end) {
      throw new SyncProblem(
        "batch-not-distributed",
        `The batch ${first} has rows that are not in work yet, so it is not known which items they are for. The next sync looks again; resume or cancel the batch if it is paused.`,
      );
    }
    await pause(LOOK_AGAIN_MS, signal);
  }
}

async function listUncovered(deps: DriveDeps, request: DriveRequest): Promise<Set<string>> {
  const { syncedAt } = request.target;
  const since: ItemQuery = syncedAt === null ? {} : { changedSince: Math.max(0, syncedAt - OVERLAP_MS) };
  return listWanted(deps, request, { ...request.settings.query, ...since });
}

async function listWanted(
  { client, coverage }: DriveDeps,
  request: DriveRequest,
  query: ItemQuery,
): Promise<Set<string>> {
  const wanted = new Set<string>();
  const params = { id: request.target.id };
  let cursor: string | undefined;
  do {
    const body = { query, ...(cursor === undefined ? {} : { cursor }) };
    const page = await client.call("listTargetItems", { params, body });
    for (const item of page.items) {
      if (!coverage.isCovered(item, questionOf(request))) wanted.add(item.id);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return wanted;
}

/** `undefined`: another service, or an earlier try, has made a batch of other items under this number. */
async function makeBatch(
  { client }: DriveDeps,
  { target, settings, key, name }: DriveRequest,
  { ids, number }: { readonly ids: readonly string[]; readonly number: number },
): Promise<Batch | undefined> {
  const body = {
    ...settings,
    name: number === 0 ? name : `${name} (${number + 1})`,
    query: { ...ofTheSameKind(settings.query), ids: [...ids] },
  };
  try {
    const idempotencyKey = `${key}/batch/${number}`;
    const params = { id: target.id };
    return await client.call("createTargetBatch", { params, body }, { idempotencyKey });
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "idempotency-key-reused") return undefined;
    throw error;
  }
}

/** Ids name the items well enough; what narrowed the list must not narrow it again a moment later. */
const ofTheSameKind = ({ kind, filters }: ItemQuery): ItemQuery => ({
  ...(kind === undefined ? {} : { kind }),
  ...(filters === undefined ? {} : { filters }),
});

async function forgetCovered(deps: DriveDeps, request: DriveRequest, wanted: Set<string>): Promise<void> {
  await readAllRows(deps);
  const still = await listWanted(deps, request, {
    ...ofTheSameKind(request.settings.query),
    ids: [...wanted].slice(0, IDS_PER_BATCH),
  });
  for (const id of [...wanted].slice(0, IDS_PER_BATCH)) if (!still.has(id)) wanted.delete(id);
}
