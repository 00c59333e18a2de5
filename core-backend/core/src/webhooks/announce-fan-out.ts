import type { DomainEvent, WorkspaceId } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import type { JobQueue } from "../ports/index.ts";
import { mayBeTold } from "./compose-payload.ts";
import { webhookDirectories } from "./webhook-record.ts";

/** After a crash between commit and send, as late as this. */
const SAFETY_SECONDS = 15;

/**
 * Whether a webhook may want one of the events that are about to be written to the workspace's log. One `get`, and none
 * at all for events that no webhook is ever about, which nearly all are.
 */
export async function isHeard(
  { store }: Pick<CoreDeps, "store">,
  workspaceId: WorkspaceId | undefined,
  events: readonly DomainEvent[],
): Promise<boolean> {
  if (workspaceId === undefined || !events.some(mayBeTold)) return false;
  const directory = await store.get(webhookDirectories, workspaceId);
  return directory !== undefined && directory.value.enabled.length > 0;
}

/**
 * Sends the job that looks at a workspace's log: `before` the events are committed one that comes later, in case this
 * process dies before it can send the one of `after`.
 */
export async function sendFanOut(
  queue: JobQueue,
  workspaceId: WorkspaceId,
  when: "before" | "after",
): Promise<void> {
  const body = JSON.stringify({ kind: "fan-out-webhooks", workspaceId });
  await queue.send("webhook", [when === "before" ? { body, delaySeconds: SAFETY_SECONDS } : { body }]);
}
