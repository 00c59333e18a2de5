import { type Action, RECORD_LIMITS, RecordLimitError } from "@assetql/core/ports";

/** Where a record is found: index, partition, sort. */
export type IndexRow = readonly [index: string, partition: string, sort: string];

/** An action with everything computed that can be before the database is touched. */
export interface PreparedAction {
  readonly action: Action;
  /** Absent for a removal. */
  readonly record?: { readonly body: string; readonly keys: readonly IndexRow[] };
}

/** Throws {@link RecordLimitError} for what home two's database would refuse. */
export function prepareActions(actions: readonly Action[]): PreparedAction[] {
  const { transactionActions, transactionBytes } = RECORD_LIMITS;
  if (actions.length > transactionActions) {
    throw new RecordLimitError(
      `A transaction of ${actions.length} actions; ${transactionActions} is the most`,
    );
  }
  const prepared = actions.map(prepare);
  const seen = new Set(actions.map(({ collection, id }) => JSON.stringify([collection.name, id])));
  if (seen.size < actions.length) throw new RecordLimitError("A transaction with two actions on one record");
  const bytes = prepared.reduce((sum, { record }) => sum + (record ? Buffer.byteLength(record.body) : 0), 0);
  if (bytes > transactionBytes) {
    throw new RecordLimitError(`A transaction of ${bytes} bytes; ${transactionBytes} is the most`);
  }
  return prepared;
}

function prepare(action: Action): PreparedAction {
  const where = `${action.collection.name}/${action.id}`;
  checkKey(action.id, `The id of ${where}`);
  if (action.kind === "remove") return { action };
  const body = JSON.stringify(action.value);
  const bytes = Buffer.byteLength(body);
  if (bytes > RECORD_LIMITS.recordBytes) {
    throw new RecordLimitError(
      `The record ${where} has ${bytes} bytes; ${RECORD_LIMITS.recordBytes} is the most`,
    );
  }
  return { action, record: { body, keys: indexRows(action) } };
}

function indexRows(action: Exclude<Action, { kind: "remove" }>): IndexRow[] {
  const rows: IndexRow[] = [];
  // An action's value was taken with its own collection by `create`, `put` or `replace`: this restores the pair.
  for (const [index, keyOf] of Object.entries(action.collection.indexes)) {
    const key = keyOf(action.value as never);
    if (key === undefined) continue;
    checkKey(key.partition, `The partition of ${action.collection.name}/${action.id} in ${index}`);
    checkKey(key.sort, `The sort of ${action.collection.name}/${action.id} in ${index}`, 0);
    rows.push([index, key.partition, key.sort]);
  }
  return rows;
}

function checkKey(key: string, what: string, least = 1): void {
  const bytes = Buffer.byteLength(key);
  if (bytes < least || bytes > RECORD_LIMITS.keyBytes || key.includes("\0")) {
    throw new RecordLimitError(`${what} must be ${least} to ${RECORD_LIMITS.keyBytes} bytes without NUL`);
  }
}
