import { z } from "zod";
import { invitationIdSchema, userIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { roles } from "./api-key.ts";
import { emailSchema } from "./email.ts";

export const INVITATION_LIFETIME_SECONDS = 7 * 24 * 3600;

/** A person of a workspace. */
export const memberSchema = z
  .object({
    id: userIdSchema,
    workspaceId: workspaceIdSchema,
    email: z.string().nullable().describe("As the person's identity provider says; null when it says none"),
    name: z.string().nullable(),
    role: z.enum(roles),
    joinedAt: timestampSchema,
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof memberSchema>;

export const updateMemberSchema = z.object({ role: z.enum(roles) }).meta({ id: "UpdateMember" });
export type UpdateMember = z.infer<typeof updateMemberSchema>;

/** An invitation that was neither accepted nor withdrawn yet. */
export const invitationSchema = z
  .object({
    id: invitationIdSchema,
    workspaceId: workspaceIdSchema,
    email: z.string(),
    role: z.enum(roles),
    invitedBy: z.string().describe("Id of the user or of the API key"),
    createdAt: timestampSchema,
    expiresAt: timestampSchema,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.infer<typeof invitationSchema>;

export const createInvitationSchema = z
  .object({ email: emailSchema, role: z.enum(roles) })
  .meta({ id: "CreateInvitation" });
export type CreateInvitation = z.infer<typeof createInvitationSchema>;

export const createdInvitationSchema = invitationSchema
  .extend({
    token: z
      .string()
      .describe("Whoever has it may join, once. Shown this once, and mailed where the hub has a mail server"),
  })
  .meta({ id: "CreatedInvitation" });
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;

export const acceptInvitationSchema = z
  .object({ token: z.string().min(8).max(200) })
  .meta({ id: "AcceptInvitation" });

/** Who calls, and where they belong. */
export const meSchema = z
  .object({
    kind: z.enum(["person", "api-key"]),
    id: z.string().describe("Of the user or of the API key"),
    name: z.string().nullable(),
    email: z.string().nullable(),
    operator: z.boolean(),
    workspaces: z
      .array(z.object({ id: workspaceIdSchema, name: z.string(), role: z.enum(roles) }))
      .describe("A key has one, its own"),
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof meSchema>;
