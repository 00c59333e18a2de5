import { z } from "zod";
import { apiKeyIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";

/** What each role may do includes what the next may: admin ⊃ creator ⊃ viewer. */
export const roles = ["admin", "creator", "viewer"] as const;
export type Role = (typeof roles)[number];

export const KEY_LIMITS = { lifetimeDays: 3_650, overlapHours: 168, defaultOverlapHours: 24 } as const;

export const apiKeySchema = z
  .object({
    id: apiKeyIdSchema,
    workspaceId: workspaceIdSchema,
    name: z.string(),
    role: z.enum(roles),
    operator: z.boolean().describe("May also look after the hub itself: make workspaces, set plans"),
    hint: z.string().describe("The key's first characters, to recognise it by"),
    createdAt: timestampSchema,
    expiresAt: timestampSchema.nullable().describe("From then on it is refused; null for never"),
    rotatedTo: apiKeyIdSchema.nullable().describe("The key that takes its place"),
    revokedAt: timestampSchema.nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof apiKeySchema>;

export const createApiKeySchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    role: z.enum(roles),
    expiresInDays: z
      .int()
      .min(1)
      .max(KEY_LIMITS.lifetimeDays)
      .optional()
      .describe("It never expires when absent"),
  })
  .meta({ id: "CreateApiKey" });
export type CreateApiKey = z.infer<typeof createApiKeySchema>;

export const rotateApiKeySchema = z
  .object({
    overlapHours: z
      .int()
      .min(0)
      .max(KEY_LIMITS.overlapHours)
      .default(KEY_LIMITS.defaultOverlapHours)
      .describe("How long the old secret goes on working; 0 ends it at once"),
  })
  .meta({ id: "RotateApiKey" });
export type RotateApiKey = z.infer<typeof rotateApiKeySchema>;

export const createdApiKeySchema = apiKeySchema
  .extend({ secret: z.string().describe("Shown this once; only its hash is stored") })
  .meta({ id: "CreatedApiKey" });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
