import { z } from "zod";
import { workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { createdApiKeySchema } from "./api-key.ts";
import { emailSchema } from "./email.ts";
import { plans } from "./plan.ts";

const nameSchema = z.string().trim().min(1).max(120);
const notifyEmailsSchema = z
  .array(emailSchema)
  .max(10)
  .describe("Who gets a mail when a batch has ended or fails too often");

/** Those who share styles, batches and assets, and what they have subscribed to. */
export const workspaceSchema = z
  .object({
    id: workspaceIdSchema,
    name: nameSchema,
    plan: z.enum(plans),
    notifyEmails: notifyEmailsSchema,
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Workspace" });
export type Workspace = z.infer<typeof workspaceSchema>;

export const createWorkspaceSchema = z
  .object({
    name: nameSchema,
    plan: z
      .enum(plans)
      .optional()
      .describe(
        "Only an operator may choose; `unlimited` for an operator and `free` for a person when absent",
      ),
  })
  .meta({ id: "CreateWorkspace" });
export type CreateWorkspace = z.infer<typeof createWorkspaceSchema>;

export const createdWorkspaceSchema = workspaceSchema
  .extend({
    firstKey: createdApiKeySchema
      .nullable()
      .describe("An admin key of the new workspace, for an operator; a person is its first member instead"),
  })
  .meta({ id: "CreatedWorkspace" });
export type CreatedWorkspace = z.infer<typeof createdWorkspaceSchema>;

/** Absent members stay as they are. */
export const updateWorkspaceSchema = z
  .object({
    name: nameSchema.optional(),
    notifyEmails: notifyEmailsSchema.optional(),
    plan: z.enum(plans).optional().describe("Only an operator may change it"),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    message: "give at least one of name, notifyEmails and plan",
  })
  .meta({ id: "UpdateWorkspace" });
export type UpdateWorkspace = z.infer<typeof updateWorkspaceSchema>;
