import type { AuditRecord } from "@assetql/contract";
import type { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { auditFilters, toQuery } from "./filters.ts";

export const listAuditOptions = auditFilters.extend({ limit: limitOption });

export async function listAudit(
  { terminal, connect }: Session,
  { options: { limit, ...filters } }: CommandInput<z.output<typeof listAuditOptions>>,
): Promise<void> {
  const client = await connect();
  const pageSize = Math.min(limit, 200);
  const records = await take(client.audit.listAll({ ...toQuery(filters), limit: pageSize }), limit);
  terminal.result(records, () =>
    records.length === 0 ? "No change fits." : formatTable(terminal, columns, records),
  );
}

const columns: readonly TableColumn<AuditRecord>[] = [
  { title: "Time", value: ({ at }) => formatTime(at) },
  { title: "Action", value: ({ action }) => action },
  { title: "Subject", value: ({ subject }) => subject, shrinks: true },
  { title: "Actor", value: ({ actor }) => actor, shrinks: true },
  { title: "Change", value: changeOf, shrinks: true },
];

/** `name: "A" → "B"` of each member that changed. */
function changeOf({ before, after }: AuditRecord): string {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const shown = (state: AuditRecord["before"], name: string) =>
    state === null || state[name] === undefined ? "" : JSON.stringify(state[name]);
  return names
    .map((name) => {
      const values = [shown(before, name), shown(after, name)].filter((value) => value !== "");
      return `${name}: ${values.join(" → ")}`;
    })
    .join(", ");
}
