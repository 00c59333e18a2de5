import { createHash } from "node:crypto";
import { type IndexQuery, InvalidCursorError, RECORD_LIMITS, RecordLimitError } from "@assetql/core/ports";

/** The last record of a page. */
export interface Position {
  readonly sort: string;
  readonly id: string;
}

/** A statement for one page and one record more, which tells whether there is a next page. */
export interface PageStatement {
  readonly sql: string;
  readonly parameters: (string | number)[];
}

/** Throws {@link RecordLimitError} for a page too large and {@link InvalidCursorError}. */
export function pageStatement(collection: string, query: IndexQuery): PageStatement {
  const { index, partition, from, to, limit } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > RECORD_LIMITS.pageSize) {
    throw new RecordLimitError(`A page of ${limit} records; 1 to ${RECORD_LIMITS.pageSize} are possible`);
  }
  const descending = query.order === "descending";
  const after = query.cursor === undefined ? undefined : decodeCursor(collection, query);
  const conditions = ["i.collection = ?", "i.idx = ?", "i.partition = ?"];
  const parameters: (string | number)[] = [collection, index, partition];
  // A cursor stands for the bound on its side. With both, SQLite might start each page at the bound.
  if (from !== undefined && (descending || after === undefined)) {
    conditions.push("i.sort >= ?");
    parameters.push(from);
  }
  if (to !== undefined && (!descending || after === undefined)) {
    conditions.push("i.sort <= ?");
    parameters.push(to);
  }
  if (after !== undefined) {
    conditions.push(`(i.sort, i.id) ${descending ? "<" : ">"} (?, ?)`);
    parameters.push(after.sort, after.id);
  }
  const direction = descending ? "DESC" : "ASC";
  return {
    sql: `SELECT r.id, r.revision, r.body, i.sort
      FROM record_index i JOIN records r ON r.collection = i.collection AND r.id = i.id
      WHERE ${conditions.join(" AND ")} ORDER BY i.sort ${direction}, i.id ${direction} LIMIT ?`,
    parameters: [...parameters, limit + 1],
  };
}

export function encodeCursor(collection: string, query: IndexQuery, last: Position): string {
  return Buffer.from(JSON.stringify([fingerprint(collection, query), last.sort, last.id])).toString(
    "base64url",
  );
}

function decodeCursor(collection: string, query: IndexQuery): Position {
  const parts = parseJson(Buffer.from(query.cursor ?? "", "base64url").toString());
  if (Array.isArray(parts) && parts.length === 3 && parts[0] === fingerprint(collection, query)) {
    const [, sort, id]: unknown[] = parts;
    if (typeof sort === "string" && typeof id === "string") return { sort, id };
  }
  throw new InvalidCursorError("This cursor belongs to another query. Start at the first page.");
}

// The limit is left out: a next page may be of another size.
function fingerprint(collection: string, { index, partition, from, to, order }: IndexQuery): string {
  const query = JSON.stringify([
    collection,
    index,
    partition,
    from ?? null,
    to ?? null,
    order ?? "ascending",
  ]);
  return createHash("sha256").update(query).digest("base64url").slice(0, 12);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
