import { workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import { timeOption } from "../../option-values.ts";

/** The filters of both commands; `workspace` is the `workspaceId` of the API. */
export const auditFilters = z.object({
  subject: z.string().min(1).optional(),
  actor: z.string().min(1).optional(),
  action: z.string().min(1).optional(),
  from: timeOption("start"),
  to: timeOption("end"),
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
