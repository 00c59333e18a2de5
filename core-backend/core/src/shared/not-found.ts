import { ProblemError } from "@assetql/contract";
import type { Principal } from "../deps.ts";
import type { Collection, RecordStore, Stored } from "../ports/index.ts";

/**
 * The record, if it is there and belongs to the principal's workspace. Throws the same `not-found` for a record
 * of another workspace as for none, so that nobody learns which ids exist.
 */
export async function getOwned<T extends { readonly workspaceId: string }>(
  { store }: { readonly store: RecordStore },
  principal: Principal,
  { collection, id, what }: { collection: Collection<T>; id: string; what: string },
): Promise<Stored<T>> {
  const stored = await store.get(collection, id);
  if (stored === undefined || stored.value.workspaceId !== principal.workspaceId) {
    throw new ProblemError("not-found", `There is no ${what} with the id ${id} in this workspace.`);
  }
  return stored;
}
