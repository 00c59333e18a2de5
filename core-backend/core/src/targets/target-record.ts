import { createHash } from "node:crypto";
import { type Target, targetSchema } from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const targetRecordSchema = targetSchema.omit({ hasCredentials: true }).extend({
  /** Of {@link credentialsContext}; opened only to be sealed for the host that leases work. */
  sealedCredentials: z.string().nullable(),
});
export type TargetRecord = z.infer<typeof targetRecordSchema>;

export const targets: Collection<TargetRecord> = {
  name: "targets",
  parse: (value) => targetRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

/** What a target's sealed credentials are bound to. */
export const credentialsContext = (targetId: string): string => `target.${targetId}.credentials`;

export function toTarget({ sealedCredentials, ...rest }: TargetRecord): Target {
  return { ...rest, hasCredentials: sealedCredentials !== null };
}

/** What an audit tells of a target: whether there are credentials, and when they are new ones. */
export const toldOf = ({ sealedCredentials, health: _, ...rest }: TargetRecord) => ({
  ...rest,
  credentials: sealedCredentials === null ? "none" : `sealed, ${fingerprintOf(sealedCredentials)}`,
});

/** Differs between two sealings, and says nothing of what was sealed. */
const fingerprintOf = (sealed: string): string =>
  createHash("sha256").update(sealed).digest("hex").slice(0, 8);
