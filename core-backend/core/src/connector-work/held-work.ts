import { ProblemError, type PublicationId, type WorkId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import type { Stored } from "../ports/index.ts";
import { type PublicationRecord, publications } from "../publications/publication-record.ts";
import { type WorkRecord, works } from "./work-record.ts";

interface Asked {
  readonly id: WorkId;
  /** Only this one may go on; absent where a call names none. */
  readonly host?: string | undefined;
}

/**
 * A work that a host has. Throws the problems `not-found` and `lease-lost`: it was given to another host, or has ended.
 * A lease that is over counts as long as nobody else has taken the work.
 */
export async function heldWork(
  { store }: Pick<CoreDeps, "store">,
  principal: Principal,
  { id, host }: Asked,
): Promise<Stored<WorkRecord>> {
  const stored = await store.get(works, id);
  const isOurs = principal.operator === true || stored?.value.workspaceId === principal.workspaceId;
  if (stored === undefined || !isOurs) {
    throw new ProblemError("not-found", `There is no work with the id ${id} in this workspace.`);
  }
  const { status, host: holder } = stored.value;
  const isHeld = status === "leased" || status === "stopping";
  if (!isHeld || (host !== undefined && host !== holder)) throw leaseLost(stored.value);
  return stored;
}

const leaseLost = ({ status }: Pick<WorkRecord, "status">): ProblemError =>
  new ProblemError(
    "lease-lost",
    status === "done"
      ? "This work has ended. Leave it and ask for other work."
      : "Another host has this work now. Leave it and ask for other work.",
  );

/** The publication that a work is about. Throws the problem `not-found` when it was deleted with its target. */
export async function publicationOf(
  { store }: Pick<CoreDeps, "store">,
  { publicationId }: { publicationId: PublicationId | null },
): Promise<Stored<PublicationRecord>> {
  const stored = publicationId === null ? undefined : await store.get(publications, publicationId);
  if (stored === undefined) throw new ProblemError("not-found", "The publication of this work is gone.");
  return stored;
}

/** A host's call in the workspace that its work belongs to. */
export const inWorkspaceOf = (principal: Principal, { workspaceId }: WorkRecord): Principal => ({
  ...principal,
  workspaceId,
});
