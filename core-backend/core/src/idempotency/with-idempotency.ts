import { ProblemError, type WorkspaceId } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import { type Collection, ConflictError, create, put, remove, replace, type Stored } from "../ports/index.ts";
import { digest } from "../shared/ids.ts";

/** Answers are kept as long as a client may reasonably repeat a call. */
const KEPT_MS = 24 * 3600 * 1000;
/** A call that has run longer than this died with its process. Its ids derive from the key, so running it again is safe. */
const ABANDONED_MS = 60_000;

const idempotencyRecordSchema = z.object({
  id: z.string(),
  fingerprint: z.string(),
  startedAt: z.number(),
  answer: z.object({ json: z.string() }).nullable(),
});
type IdempotencyRecord = z.infer<typeof idempotencyRecordSchema>;

const calls: Collection<IdempotencyRecord> = {
  name: "idempotency",
  parse: (value) => idempotencyRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {},
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
    fingerprint: call.fingerprint,
    startedAt: clock.now(),
    answer: null,
  };
  const earlier = await claim(store, record);
  if (earlier !== undefined) return { replayed: true, result: replay<T>(earlier, call) };
  try {
    const result = await run();
    await store.transact([put(calls, { ...record, answer: { json: JSON.stringify(result) } })]);
    return { replayed: false, result };
  } catch (error) {
    await store.transact([remove(calls, id)]);
    throw error;
  }
}

/** Takes the key for this call; `undefined` when it is ours now, else the call that has it. */
async function claim(
  store: CoreDeps["store"],
  record: IdempotencyRecord,
): Promise<IdempotencyRecord | undefined> {
  const stored = await store.get(calls, record.id);
  if (stored !== undefined && !isOver(stored, record.startedAt)) return stored.value;
  try {
    await store.transact([
      stored === undefined ? create(calls, record) : replace(calls, record, stored.revision),
    ]);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return (await store.get(calls, record.id))?.value ?? record;
  }
}

function isOver({ value }: Stored<IdempotencyRecord>, now: number): boolean {
  return now - value.startedAt > (value.answer === null ? ABANDONED_MS : KEPT_MS);
}

function replay<T>(earlier: IdempotencyRecord, { fingerprint }: IdempotentCall): T {
  if (earlier.fingerprint !== fingerprint) {
    throw new ProblemError(
      "idempotency-key-reused",
      "This Idempotency-Key was sent before with another request. Use a new key for a new request.",
    );
  }
  if (earlier.answer === null) {
    throw new ProblemError(
      "idempotency-key-in-use",
      "The first request with this Idempotency-Key is still running. Repeat it in a moment.",
    );
  }
  return JSON.parse(earlier.answer.json);
}
