import { type AuditRecord, ProblemError, type WorkspaceId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import type { IndexQuery } from "../ports/index.ts";
import { filteredPage, mapPage } from "../shared/pages.ts";
import { sortableTime } from "../shared/sort-keys.ts";
import { auditRecords } from "./audit.ts";

/** Absent members filter nothing; times are milliseconds, both ends inclusive. */
export interface AuditQuery {
  readonly subject?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly workspaceId?: WorkspaceId | undefined;
}

/** Who changed what, newest first. Throws the problem `forbidden` for another workspace unless an operator asks. */
export async function listAudit(
  { store }: Pick<CoreDeps, "store">,
  principal: Principal,
  { limit, cursor, ...filters }: AuditQuery & { limit: number; cursor?: string | undefined },
): Promise<{ items: AuditRecord[]; cursor?: string }> {
  const page = await filteredPage(store, auditRecords, {
    query: {
      ...auditPartition(principal, filters),
      order: "descending",
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    },
    keep: (record) => fits(record, filters),
  });
  return mapPage(page, ({ value }) => value);
}

/** Where to look for the records, in the order of time. Throws as {@link listAudit} does. */
export function auditPartition(
  principal: Principal,
  { workspaceId = principal.workspaceId, subject, from, to }: AuditQuery,
): Omit<IndexQuery, "limit" | "cursor"> {
  if (workspaceId !== principal.workspaceId && principal.operator !== true) {
    throw new ProblemError(
      "forbidden",
      "Only an operator of the hub may read the audit of another workspace.",
    );
  }
  const where =
    subject === undefined
      ? { index: "byWorkspace", partition: workspaceId }
      : { index: "bySubject", partition: `${workspaceId}/${subject}` };
  return {
    ...where,
    ...(from === undefined ? {} : { from: sortableTime(from) }),
    ...(to === undefined ? {} : { to: sortableTime(to) }),
  };
}

/** What no index has in its order. */
export const fits = (record: AuditRecord, { actor, action }: AuditQuery): boolean =>
  (actor === undefined || record.actor === actor) && (action === undefined || record.action === action);
