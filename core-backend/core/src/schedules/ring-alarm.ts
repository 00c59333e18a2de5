import {
  runPublicationStepMessageSchema,
  scheduleIdSchema,
  webhookIdSchema,
  workspaceIdSchema,
} from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import type { Action, DueAlarm } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { drainJob } from "../webhooks/jobs.ts";

/** What an alarm may be set for. */
const alarmJobSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("run-schedule"),
    workspaceId: workspaceIdSchema,
    scheduleId: scheduleIdSchema,
  }),
  z.object({
    kind: z.literal("drain-webhook"),
    workspaceId: workspaceIdSchema,
    webhookId: webhookIdSchema,
  }),
  runPublicationStepMessageSchema,
]);

/** The action that announces the job of a due alarm: not even an alarm sends one outside the outbox. */
export function ringAlarm({ outbox }: Pick<CoreDeps, "outbox">, due: DueAlarm): readonly Action[] {
  const job = alarmJobSchema.parse(due.job);
  if (job.kind === "drain-webhook") {
    const { webhookId: id, workspaceId } = job;
    return [announce(outbox, id, { workspaceId, jobs: [drainJob({ id, workspaceId })] })];
  }
  if (job.kind === "run-publication-step") {
    const { publicationId, workspaceId } = job;
    return [announce(outbox, publicationId, { workspaceId, jobs: [{ queue: "workflow", message: job }] })];
  }
  const { kind, workspaceId, scheduleId } = job;
  const message = { kind, scheduleId, plannedAt: due.plannedAt };
  return [announce(outbox, scheduleId, { workspaceId, jobs: [{ queue: "workflow", message }] })];
}
