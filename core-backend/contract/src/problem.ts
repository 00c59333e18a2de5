import { z } from "zod";

/** Where in the user's own CSV, template or request something is wrong, and what to do about it. */
export const inputProblemSchema = z
  .object({
    code: z.string(),
    severity: z.enum(["error", "warning"]),
    source: z.enum(["csv", "template", "request"]),
    message: z.string(),
    row: z.int().positive().optional().describe("Data row of the CSV, 1-based, the header not counted"),
    line: z.int().positive().optional().describe("Line of the CSV or of the template, 1-based"),
    column: z.string().optional().describe("Column of the CSV, by name"),
    offset: z.int().positive().optional().describe("Character within the template's line, 1-based"),
    path: z.string().optional().describe("Member of the request, as in `config.width`"),
  })
  .meta({ id: "InputProblem" });
export type InputProblem = z.infer<typeof inputProblemSchema>;

/** Every problem the API answers with: its code never changes its meaning; its status and title go with it. */
export const problemCatalogue = {
  "request-invalid": { status: 400, title: "The request is not valid" },
  "body-invalid": { status: 400, title: "The request body could not be read" },
  "cursor-invalid": { status: 400, title: "The cursor is not one that this list gave out" },
  "idempotency-key-invalid": { status: 400, title: "The Idempotency-Key is not valid" },
  unauthenticated: { status: 401, title: "No valid API key or token was sent" },
  "quota-exceeded": { status: 403, title: "The plan's monthly quota is not enough" },
  forbidden: { status: 403, title: "The role of this key or person may not do that" },
  "not-found": { status: 404, title: "There is nothing here" },
  "method-not-allowed": { status: 405, title: "This path does not take that method" },
  conflict: { status: 409, title: "This was changed meanwhile" },
  "export-not-ready": { status: 409, title: "The export is not ready yet" },
  "export-failed": { status: 409, title: "The export has failed" },
  "idempotency-key-in-use": {
    status: 409,
    title: "The first request with this Idempotency-Key is still running",
  },
  "upload-missing": { status: 409, title: "The upload has not arrived yet" },
  "batch-state": { status: 409, title: "The batch's state does not allow that" },
  "task-state": { status: 409, title: "The task's state does not allow that" },
  "asset-state": { status: 409, title: "The asset's state does not allow that" },
  "api-key-state": { status: 409, title: "The key's state does not allow that" },
  "already-member": { status: 409, title: "This person is a member already" },
  "batch-running": { status: 409, title: "The batch is still running" },
  "payload-too-large": { status: 413, title: "The request is too large" },
  "media-type-unsupported": { status: 415, title: "This media type is not taken here" },
  "image-format-unsupported": { status: 422, title: "This image format is not supported" },
  "image-too-many-pixels": { status: 422, title: "The image has too many pixels" },
  "image-too-large": { status: 422, title: "The image file is too large" },
  "image-corrupt": { status: 422, title: "The image cannot be read" },
  "idempotency-key-reused": { status: 422, title: "This Idempotency-Key was used for another request" },
  "input-invalid": { status: 422, title: "The CSV or the template has problems" },
  "style-in-use": { status: 409, title: "The style is in use" },
  "share-expired": { status: 410, title: "This link has expired or was revoked" },
  "invitation-expired": { status: 410, title: "The invitation has expired" },
  "export-expired": { status: 410, title: "The export has expired" },
  "export-empty": { status: 422, title: "There is nothing to export" },
  "publication-state": { status: 409, title: "The publication's state does not allow that" },
  "publication-empty": { status: 422, title: "There is nothing to publish" },
  "connector-unknown": { status: 422, title: "No host offers this connector" },
  "target-in-use": { status: 409, title: "The target is in use" },
  "target-failing": { status: 422, title: "The target cannot be used as it is" },
  "lease-lost": { status: 409, title: "The work is no longer leased to this host" },
  "host-unavailable": { status: 409, title: "No connector host has answered" },
  "webhook-address": { status: 422, title: "Nothing can be sent to this address" },
  "webhook-state": { status: 409, title: "The webhook's state does not allow that" },
  "webhook-limit": { status: 409, title: "The workspace has as many webhooks as it may" },
  "last-admin-key": { status: 422, title: "The last admin key cannot be revoked" },
  "last-admin": { status: 422, title: "A workspace needs an admin" },
  "confirmation-wrong": { status: 422, title: "The confirmation does not fit" },
  "headers-too-large": { status: 431, title: "The address and the headers are too long" },
  "rate-limited": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "The service is shutting down" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemCatalogue;
export const problemCodes = Object.keys(problemCatalogue) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457 problem details, with our stable `code`. */
export const problemSchema = z
  .object({
    type: z.string().describe("A URI reference that names the problem: `/problems/{code}`"),
    title: z.string(),
    status: z.int(),
    code: z.enum(problemCodes),
    detail: z.string().describe("A sentence a person can act on"),
    instance: z.string().optional().describe("The correlation id of the request"),
    problems: z.array(inputProblemSchema).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;

/** An expected failure: thrown by use cases, answered as `application/problem+json`. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: ProblemCode;
  readonly problems: readonly InputProblem[];
  constructor(code: ProblemCode, detail: string, problems: readonly InputProblem[] = []) {
    super(detail);
    this.code = code;
    this.problems = problems;
  }
}
