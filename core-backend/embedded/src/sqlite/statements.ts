import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Prepares each text once. Only for texts the code makes itself, of which there are few. */
export function statementCache(database: DatabaseSync): (sql: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}
