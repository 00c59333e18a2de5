import {
  type Member,
  roles,
  type UserId,
  userIdSchema,
  type WorkspaceId,
  workspaceIdSchema,
} from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";
import type { UserRecord } from "./user-record.ts";

const membershipRecordSchema = z.object({
  id: z.string(),
  workspaceId: workspaceIdSchema,
  userId: userIdSchema,
  role: z.enum(roles),
  joinedAt: z.number(),
});
export type MembershipRecord = z.infer<typeof membershipRecordSchema>;

export const membershipIdOf = (workspaceId: WorkspaceId, userId: UserId): string =>
  `${workspaceId}.${userId}`;

export const memberships: Collection<MembershipRecord> = {
  name: "memberships",
  parse: (value) => membershipRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, joinedAt }) => ({ partition: workspaceId, sort: sortableTime(joinedAt) }),
    byUser: ({ userId, joinedAt }) => ({ partition: userId, sort: sortableTime(joinedAt) }),
  },
};

export const newMembership = (
  workspaceId: WorkspaceId,
  userId: UserId,
  { role, joinedAt }: Pick<MembershipRecord, "role" | "joinedAt">,
): MembershipRecord => ({ id: membershipIdOf(workspaceId, userId), workspaceId, userId, role, joinedAt });

export function toMember(
  membership: MembershipRecord,
  user: Pick<UserRecord, "email" | "name"> | undefined,
): Member {
  const { userId: id, workspaceId, role, joinedAt } = membership;
  return { id, workspaceId, role, joinedAt, email: user?.email ?? null, name: user?.name ?? null };
}
