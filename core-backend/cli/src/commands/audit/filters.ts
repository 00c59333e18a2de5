import { workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";

const DAY_MS = 24 * 3600 * 1000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Milliseconds of a day or a time; a day is UTC, and at the end of a range its last millisecond counts. */
const time = (isEnd: boolean) =>
  z
    .string()
    .transform((text) => Date.parse(text) + (isEnd && DAY.test(text) ? DAY_MS - 1 : 0))
    .refine((milliseconds) => !Number.isNaN(milliseconds), "must be a day or a time, as in 2026-11-30")
    .optional();

/** The filters of both commands; `workspace` is the `workspaceId` of the API. */
export const auditFilters = z.object({
  subject: z.string().min(1).optional(),
  actor: z.string().min(1).optional(),
  action: z.string().min(1).optional(),
  from: time(false),
  to: time(true),
  workspace: workspaceIdSchema.optional(),
});
type Filters = z.output<typeof auditFilters>;

export const toQuery = ({ subject, actor, action, from, to, workspace }: Filters) => ({
  subject,
  actor,
  action,
  from,
  to,
  workspaceId: workspace,
});
