import {
  domainEventSchema,
  queueMessageSchema,
  type WorkspaceId,
  workspaceIdSchema,
} from "@assetql/contract";
import { z } from "zod";
import type { Action, Outbox } from "../ports/index.ts";
import { queueNames } from "../ports/job-queue.ts";
import { correlationId } from "./correlation.ts";

const outgoingJobSchema = z.object({
  queue: z.enum(queueNames),
  message: queueMessageSchema,
  delaySeconds: z.number().nonnegative().optional(),
});
export type OutgoingJob = z.infer<typeof outgoingJobSchema>;

/** What one transaction tells: the events it made true and the jobs that follow from it. */
export const outboxBodySchema = z.object({
  // Entries of the first version have none; their stream tells the batch, and that the workspace.
  workspaceId: workspaceIdSchema.optional(),
  correlationId: z.string().optional().describe("Of the request that all this follows from"),
  events: z.array(domainEventSchema),
  jobs: z.array(outgoingJobSchema),
});
export type OutboxBody = z.infer<typeof outboxBodySchema>;

interface Announcement extends Partial<OutboxBody> {
  readonly workspaceId: WorkspaceId;
}

/**
 * The action that writes events and jobs into the outbox, dispatched in order with others of `stream`. Throws when
 * they are not what the dispatcher will accept: better the transaction that makes them fails than their stream.
 */
export function announce(outbox: Outbox, stream: string, body: Announcement): Action {
  return outbox.write({
    stream,
    body: outboxBodySchema.parse({ correlationId: correlationId(), events: [], jobs: [], ...body }),
  });
}
