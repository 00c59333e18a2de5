import { type Publication, type PublicationCounts, publicationSchema, workIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import { type Action, type Collection, replace, type Stored } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const publicationRecordSchema = publicationSchema.extend({
  /** The work that moves it on; null while nothing does. What another work says is only noted. */
  workId: workIdSchema.nullable(),
  /** Counts what a person asked for: a change that failed in an earlier round is tried again in this one. */
  round: z.int().nonnegative(),
});
export type PublicationRecord = z.infer<typeof publicationRecordSchema>;

export const publications: Collection<PublicationRecord> = {
  name: "publications",
  parse: (value) => publicationRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
    byTarget: ({ targetId, createdAt }) => ({ partition: targetId, sort: sortableTime(createdAt) }),
    busyByTarget: ({ targetId, createdAt, status }) =>
      status === "planning" || status === "applying" || status === "reverting"
        ? { partition: targetId, sort: sortableTime(createdAt) }
        : undefined,
  },
};

export function toPublication({ workId: _, round: __, ...rest }: PublicationRecord): Publication {
  return rest;
}

export const noCounts: PublicationCounts = {
  create: 0,
  update: 0,
  skip: 0,
  conflict: 0,
  delete: 0,
  applied: 0,
  failed: 0,
  reverted: 0,
  revertFailed: 0,
};

/** The actions that write a publication and tell of its status. */
export function writePublication(
  { outbox, clock }: Pick<CoreDeps, "outbox" | "clock">,
  { revision }: Stored<PublicationRecord>,
  next: PublicationRecord,
): readonly Action[] {
  const at = clock.now();
  const { id, workspaceId, targetId, status } = next;
  return [
    replace(publications, { ...next, updatedAt: at }, revision),
    announce(outbox, id, {
      workspaceId,
      events: [{ type: "publication.changed", publicationId: id, targetId, status, at }],
    }),
  ];
}
