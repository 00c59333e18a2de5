import type { NotifyMessage, WorkspaceId } from "@assetql/contract";
import type { OutgoingJob } from "../shared/outbox-body.ts";

/** The job that tells a workspace's people by mail; announced with the change it tells of. */
export const notifyJob = (workspaceId: WorkspaceId, about: NotifyMessage["about"]): OutgoingJob => ({
  queue: "notification",
  message: { kind: "notify", workspaceId, about },
});
