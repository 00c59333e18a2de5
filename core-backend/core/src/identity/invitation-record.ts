import { type Invitation, type InvitationId, invitationIdSchema, invitationSchema } from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const invitationRecordSchema = invitationSchema.extend({ tokenHash: z.string() });
export type InvitationRecord = z.infer<typeof invitationRecordSchema>;

export const invitations: Collection<InvitationRecord> = {
  name: "invitations",
  parse: (value) => invitationRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

/** What every token of an invitation starts with. */
export const INVITATION_PREFIX = "aqi_";

export const invitationIdOf = (tokenHash: string): InvitationId =>
  invitationIdSchema.parse(`inv_${tokenHash.slice(0, 32)}`);

export function toInvitation({ tokenHash: _, ...invitation }: InvitationRecord): Invitation {
  return invitation;
}
