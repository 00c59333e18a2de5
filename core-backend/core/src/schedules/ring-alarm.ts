import { scheduleIdSchema, workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import type { Action, DueAlarm } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";

/** What an alarm may be set for. */
const alarmJobSchema = z.object({
  kind: z.literal("run-schedule"),
  workspaceId: workspaceIdSchema,
  scheduleId: scheduleIdSchema,
});

/** The action that announces the job of a due alarm: not even an alarm sends one outside the outbox. */
export function ringAlarm({ outbox }: Pick<CoreDeps, "outbox">, due: DueAlarm): readonly Action[] {
  const { kind, workspaceId, scheduleId } = alarmJobSchema.parse(due.job);
  const message = { kind, scheduleId, plannedAt: due.plannedAt };
  return [announce(outbox, scheduleId, { workspaceId, jobs: [{ queue: "workflow", message }] })];
}
