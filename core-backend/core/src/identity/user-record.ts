import { type UserId, userIdSchema } from "@assetql/contract";
import { z } from "zod";
import { type Action, type Collection, put, type VerifiedPerson } from "../ports/index.ts";
import { digest } from "../shared/ids.ts";

/** A person who belongs to a workspace, as their identity provider described them last. */
const userRecordSchema = z.object({
  id: userIdSchema,
  issuer: z.string(),
  subject: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
});
export type UserRecord = z.infer<typeof userRecordSchema>;

export const users: Collection<UserRecord> = {
  name: "users",
  parse: (value) => userRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {},
};

/** The same person always has the same id, and it tells nothing of them. */
export const userIdOf = ({ issuer, subject }: Pick<VerifiedPerson, "issuer" | "subject">): UserId =>
  userIdSchema.parse(`usr_${digest("user", issuer, subject)}`);

/** Writes the person down; goes with the membership that makes it necessary. */
export const rememberUser = (person: VerifiedPerson): Action =>
  put(users, { ...person, id: userIdOf(person) });
