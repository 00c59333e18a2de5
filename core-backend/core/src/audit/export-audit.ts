import type { AuditFormat, AuditRecord } from "@assetql/contract";
import { formulaSafe } from "@assetql/export-formats";
import type { CoreDeps, Principal } from "../deps.ts";
import { eachRecord } from "../shared/pages.ts";
import { auditRecords } from "./audit.ts";
import { type AuditQuery, auditPartition, fits } from "./list-audit.ts";

const columns: readonly (readonly [header: string, value: (record: AuditRecord) => string])[] = [
  ["id", ({ id }) => id],
  ["time", ({ at }) => new Date(at).toISOString()],
  ["actor", ({ actor }) => actor],
  ["action", ({ action }) => action],
  ["subject", ({ subject }) => subject],
  ["before", ({ before }) => (before === null ? "" : JSON.stringify(before))],
  ["after", ({ after }) => (after === null ? "" : JSON.stringify(after))],
  ["correlation_id", ({ correlationId }) => correlationId ?? ""],
];

/**
 * Every record that fits, oldest first, in pieces as they are read: CSV (RFC 4180, safe to open in a spreadsheet) or
 * a JSON document a line. Throws, before the first piece, as `listAudit` does.
 */
export function exportAudit(
  { store }: Pick<CoreDeps, "store">,
  principal: Principal,
  { format, ...filters }: AuditQuery & { format: AuditFormat },
): AsyncIterable<string> {
  const query = auditPartition(principal, filters);
  return pieces(store, { query, filters, line: format === "csv" ? csvLine : jsonLine, format });
}

interface Export {
  readonly query: ReturnType<typeof auditPartition>;
  readonly filters: AuditQuery;
  readonly format: AuditFormat;
  readonly line: (record: AuditRecord) => string;
}

async function* pieces(
  store: CoreDeps["store"],
  { query, filters, format, line }: Export,
): AsyncGenerator<string> {
  if (format === "csv") yield `${columns.map(([header]) => header).join(",")}\r\n`;
  for await (const { value } of eachRecord(store, auditRecords, query)) {
    if (fits(value, filters)) yield line(value);
  }
}

const jsonLine = (record: AuditRecord): string => `${JSON.stringify(record)}\n`;

const csvLine = (record: AuditRecord): string =>
  `${columns.map(([, value]) => quoted(formulaSafe(value(record)))).join(",")}\r\n`;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
