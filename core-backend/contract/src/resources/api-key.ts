import { z } from "zod";
import { apiKeyIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";

/** What each role may do includes what the next may: admin ⊃ creator ⊃ viewer. */
export const roles = ["admin", "creator", "viewer"] as const;
export type Role = (typeof roles)[number];

export const apiKeySchema = z
  .object({
    id: apiKeyIdSchema,
    workspaceId: workspaceIdSchema,
    name: z.string(),
    role: z.enum(roles),
    hint: z.string().describe("The key's first characters, to recognise it by"),
    createdAt: timestampSchema,
    revokedAt: timestampSchema.nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof apiKeySchema>;

export const createApiKeySchema = z
  .object({ name: z.string().trim().min(1).max(120), role: z.enum(roles) })
  .meta({ id: "CreateApiKey" });
export type CreateApiKey = z.infer<typeof createApiKeySchema>;

export const createdApiKeySchema = apiKeySchema
  .extend({ secret: z.string().describe("Shown this once; only its hash is stored") })
  .meta({ id: "CreatedApiKey" });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
