import type { Export, ExportId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { remove } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { removePartition } from "../shared/remove-all.ts";
import { shares } from "../shares/share-record.ts";
import { exportJobs, exportKey } from "./export-record.ts";
import { toExport } from "./read-export.ts";

type ExportDeps = Pick<CoreDeps, "store" | "blobs" | "clock">;

/** The workspace's exports, newest first. */
export async function listExports(
  deps: ExportDeps,
  { workspaceId }: Principal,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Export[]; cursor?: string }> {
  const page = await deps.store.query(exportJobs, {
    index: "byWorkspace",
    partition: workspaceId,
    order: "descending",
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const items = await Promise.all(page.items.map(({ value }) => toExport(deps, value)));
  return { items, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}

/**
 * Deletes an export, its package and the links to it. One that is being written finds its record gone at its next
 * report and ends; what it wrote is swept. Throws the problem `not-found`.
 */
export async function deleteExport(
  deps: ExportDeps & Pick<CoreDeps, "random">,
  principal: Principal,
  { id }: { id: ExportId },
): Promise<void> {
  const { value } = await getOwned(deps, principal, { collection: exportJobs, id, what: "export" });
  await deps.store.transact([
    // Without its revision: whoever writes it reports often.
    remove(exportJobs, id),
    audit(deps, principal, { action: "export.deleted", subject: id, before: value }),
  ]);
  await deps.blobs.delete([exportKey(id)]);
  await removePartition(deps.store, { collection: shares, index: "byTarget", partition: id });
}
