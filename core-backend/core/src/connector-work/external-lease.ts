import { targetIdSchema, workIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import type { Collection, Stored } from "../ports/index.ts";
import { isHeld, works } from "./work-record.ts";

const externalLeaseSchema = z.object({
  /** The link's. */
  id: z.string(),
  targetId: targetIdSchema,
  workId: workIdSchema,
});
export type ExternalLease = z.infer<typeof externalLeaseSchema>;

/** Who changes a remote thing now. A lease is over with that of its work. */
export const externalLeases: Collection<ExternalLease> = {
  name: "external-leases",
  parse: (value) => externalLeaseSchema.parse(value),
  id: ({ id }) => id,
  indexes: { byTarget: ({ id, targetId }) => ({ partition: targetId, sort: id }) },
};

/** The leases that are there, by id, with their revisions; at most 100. */
export async function readLeases(
  { store }: Pick<CoreDeps, "store">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Stored<ExternalLease>>> {
  const found = await store.getMany(externalLeases, [...new Set(ids)]);
  return new Map(found.map((stored) => [stored.value.id, stored]));
}

/** Whether another work than `workId` still holds it. */
export async function isHeldByAnother(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  lease: Stored<ExternalLease> | undefined,
  workId: string,
): Promise<boolean> {
  if (lease === undefined || lease.value.workId === workId) return false;
  const owner = await store.get(works, lease.value.workId);
  return owner !== undefined && isHeld(owner.value, clock.now());
}
