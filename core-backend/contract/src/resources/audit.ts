import { z } from "zod";
import { auditRecordIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";

/** One change that somebody made: who, what, and what it was before and after. */
export const auditRecordSchema = z
  .object({
    id: auditRecordIdSchema,
    workspaceId: workspaceIdSchema,
    at: timestampSchema,
    actor: z.string().describe("Id of the user or of the API key"),
    action: z.string().describe("What was done, as in `batch.paused`"),
    subject: z.string().describe("Id of what was changed"),
    before: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe("The changed members; null when it was made"),
    after: z.record(z.string(), z.unknown()).nullable().describe("The changed members; null when it is gone"),
    correlationId: z.string().nullable().describe("`X-Correlation-Id` of the request"),
  })
  .meta({ id: "AuditRecord" });
export type AuditRecord = z.infer<typeof auditRecordSchema>;

export const auditFormats = ["csv", "ndjson"] as const;
export type AuditFormat = (typeof auditFormats)[number];
