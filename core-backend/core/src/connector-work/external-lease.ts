import { targetIdSchema, workIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import type { Collection } from "../ports/index.ts";
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

/** Whether another work than `workId` still holds it. */
export async function isHeldByAnother(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  lease: ExternalLease | undefined,
  workId: string,
): Promise<boolean> {
  if (lease === undefined || lease.workId === workId) return false;
  const owner = await store.get(works, lease.workId);
  return owner !== undefined && isHeld(owner.value, clock.now());
}
