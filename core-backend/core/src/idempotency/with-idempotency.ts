import { ProblemError, type WorkspaceId, workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import { type Collection, ConflictError, create, remove, replace, type Stored } from "../ports/index.ts";
import { digest } from "../shared/ids.ts";
import { sortableTime } from "../shared/sort-keys.ts";

/** Answers are kept as long as a client may reasonably repeat a call. */
export const ANSWER_KEPT_MS = 24 * 3600 * 1000;
/** A call that has run longer than this died with its process. Its ids derive from the key, so running it again is safe. */
const ABANDONED_MS = 60_000;

const idempotencyRecordSchema = z.object({
  id: z.string(),
  // Records of the first version have none; they are forgotten after a day.
  workspaceId: workspaceIdSchema.optional(),
  fingerprint: z.string(),
  startedAt: z.number(),
  answer: z.object({ json: z.string() }).nullable(),
});
type IdempotencyRecord = z.infer<typeof idempotencyRecordSchema>;

export const idempotentCalls: Collection<IdempotencyRecord> = {
  name: "idempotency",
  parse: (value) => idempotencyRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byTime: ({ startedAt }) => ({ partition: "all", sort: sortableTime(startedAt) }),
    byWorkspace: ({ workspaceId, startedAt }) =>
      workspaceId === undefined ? undefined : { partition: workspaceId, sort: sortableTime(startedAt) },
  },
};

export interface IdempotentCall {
  readonly workspaceId: WorkspaceId;
  readonly operationId: string;
  readonly key: string;
  /** Of everything that was sent; the same key with another one is refused. */
  readonly fingerprint: string;
}

/**
 * Runs a call once per key: a repetition gets the first answer. Throws the problems `idempotency-key-in-use`
 * while the first call runs, and `idempotency-key-reused` when the request differs. A call that failed is
 * forgotten, so that it can be tried again.
 */
export async function withIdempotency<T>(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  call: IdempotentCall,
  run: () => Promise<T>,
): Promise<{ replayed: boolean; result: T }> {
  const id = digest(call.workspaceId, call.operationId, call.key);
  const record: IdempotencyRecord = {
    id,
    workspaceId: call.workspaceId,
    fingerprint: call.fingerprint,
    startedAt: clock.now(),
    answer: null,
  };
  const claimed = await claim(store, record, call);
  if (claimed.kind === "answered") return { replayed: true, result: JSON.parse(claimed.json) };
  const result = await run().catch(async (error: unknown) => {
    await ifStillOurs(() => store.transact([remove(idempotentCalls, id, claimed.revision)]));
    throw error;
  });
  const answered = { ...record, answer: { json: JSON.stringify(result) } };
  await ifStillOurs(() => store.transact([replace(idempotentCalls, answered, claimed.revision)]));
  return { replayed: false, result };
}

/** A call that took so long that another took its key over leaves the key to the other. */
async function ifStillOurs(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

type Claim =
  | { readonly kind: "ours"; readonly revision: number }
  | { readonly kind: "answered"; readonly json: string };

/** Takes the key for this call, or finds the answer of the one that had it. Throws when that one still runs. */
async function claim(
  store: CoreDeps["store"],
  record: IdempotencyRecord,
  call: IdempotentCall,
): Promise<Claim> {
  const stored = await store.get(idempotentCalls, record.id);
  if (stored !== undefined && isKept(stored, record.startedAt)) {
    assertSameRequest(stored.value, call);
    if (stored.value.answer !== null) return { kind: "answered", json: stored.value.answer.json };
    if (record.startedAt - stored.value.startedAt <= ABANDONED_MS) throw inUse();
  }
  try {
    await store.transact([
      stored === undefined
        ? create(idempotentCalls, record)
        : replace(idempotentCalls, record, stored.revision),
    ]);
    return { kind: "ours", revision: (stored?.revision ?? 0) + 1 };
  } catch (error) {
    if (error instanceof ConflictError) throw inUse();
    throw error;
  }
}

const isKept = ({ value }: Stored<IdempotencyRecord>, now: number): boolean =>
  now - value.startedAt <= ANSWER_KEPT_MS;

function assertSameRequest(earlier: IdempotencyRecord, { fingerprint }: IdempotentCall): void {
  if (earlier.fingerprint === fingerprint) return;
  throw new ProblemError(
    "idempotency-key-reused",
    "This Idempotency-Key was sent before with another request. Use a new key for a new request.",
  );
}

const inUse = (): ProblemError =>
  new ProblemError(
    "idempotency-key-in-use",
    "The first request with this Idempotency-Key is still running. Repeat it in a moment.",
  );
