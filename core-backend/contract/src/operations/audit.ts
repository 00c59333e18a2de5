import { z } from "zod";
import { workspaceIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import { auditFormats, auditRecordSchema } from "../resources/audit.ts";
import { operation } from "./operation.ts";

const time = z.coerce.number().int().min(0).max(9_999_999_999_999).optional();

const filters = z.object({
  subject: z.string().min(1).max(200).optional().describe("Id of what was changed"),
  actor: z.string().min(1).max(200).optional().describe("Id of the user or of the API key"),
  action: z.string().min(1).max(200).optional().describe("As in `batch.paused`"),
  from: time.describe("Milliseconds since 1970-01-01 UTC; inclusive"),
  to: time.describe("Milliseconds since 1970-01-01 UTC; inclusive"),
  workspaceId: workspaceIdSchema.optional().describe("Another workspace, also an erased one; for operators"),
});

export const auditOperations = {
  listAudit: operation({
    id: "listAudit",
    method: "GET",
    path: "/api/v1/audit",
    tag: "Audit",
    summary: "Who changed what, newest first; a filtered page may be short and still have a cursor",
    role: "admin",
    query: pageQuerySchema.extend(filters.shape),
    response: { kind: "json", status: 200, schema: pageOf(auditRecordSchema, "AuditPage") },
    problems: ["cursor-invalid"],
  }),
  exportAudit: operation({
    id: "exportAudit",
    method: "GET",
    path: "/api/v1/audit/export",
    tag: "Audit",
    summary: "Every audit record that fits the filters, oldest first, as CSV or one JSON document a line",
    role: "admin",
    query: filters.extend({ format: z.enum(auditFormats).default("csv") }),
    response: {
      kind: "text",
      status: 200,
      contentType: "text/csv",
      otherContentTypes: ["application/x-ndjson"],
      description: "The records, in pieces as they are read",
    },
    problems: [],
  }),
};
