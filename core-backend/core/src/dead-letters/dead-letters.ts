import {
  type DeadLetterResource,
  ProblemError,
  type QueueMessage,
  queueMessageSchema,
} from "@assetql/contract";
import { assets } from "../assets/asset-record.ts";
import { audit } from "../audit/audit.ts";
import { batches } from "../batches/batch-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { exportJobs } from "../exports/export-record.ts";
import { type DeadLetter, type QueueName, queueNames } from "../ports/index.ts";
import { schedules } from "../schedules/schedule-record.ts";

type DeadLetterDeps = Pick<CoreDeps, "store" | "deadLetters" | "clock" | "random">;

/** Looked at in each queue; more would mean that something else is very wrong. */
const MOST = 1_000;

interface Found {
  readonly queue: QueueName;
  readonly letter: DeadLetter;
  readonly resource: DeadLetterResource;
}

/** The dead jobs of the principal's workspace, oldest first in each queue. */
export async function listDeadLetters(
  deps: DeadLetterDeps,
  principal: Principal,
): Promise<{ items: DeadLetterResource[] }> {
  const found = await own(deps, principal);
  return { items: found.map(({ resource }) => resource) };
}

/** Sets dead jobs of the workspace going again, all or those named. Throws the problem `not-found` for a foreign one. */
export async function redriveDeadLetters(
  deps: DeadLetterDeps,
  principal: Principal,
  { ids }: { ids?: readonly string[] | undefined },
): Promise<{ redriven: number }> {
  const found = await own(deps, principal);
  const missing = ids?.find((id) => !found.some(({ resource }) => resource.id === id));
  if (missing !== undefined) {
    throw new ProblemError("not-found", `There is no dead job with the id ${missing} in this workspace.`);
  }
  const chosen = found.filter(({ resource }) => ids === undefined || ids.includes(resource.id));
  let redriven = 0;
  for (const [queue, group] of Map.groupBy(chosen, (item) => item.queue)) {
    redriven += await deps.deadLetters.redrive(
      queue,
      group.map(({ letter }) => letter.id),
    );
  }
  await deps.store.transact([
    audit(deps, principal, {
      action: "dead-letters.redriven",
      subject: principal.workspaceId,
      after: { redriven },
    }),
  ]);
  return { redriven };
}

async function own(deps: DeadLetterDeps, principal: Principal): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const queue of queueNames) {
    for (const letter of await deps.deadLetters.deadLetters(queue, MOST)) {
      const parsed = queueMessageSchema.safeParse(JSON.parse(letter.body));
      if (!parsed.success || !(await isTheirs(deps, principal, parsed.data))) continue;
      found.push({ queue, letter, resource: describe(queue, letter, parsed.data) });
    }
  }
  return found;
}

/** A job belongs to its workspace. What nobody can see there any more, the erasure of one included, is the operator's. */
async function isTheirs(
  deps: DeadLetterDeps,
  { workspaceId, operator }: Principal,
  message: QueueMessage,
): Promise<boolean> {
  const owner = await ownerOf(deps, message);
  if (owner === workspaceId) return true;
  return operator === true && (owner === undefined || message.kind === "delete-workspace");
}

/** The workspace whose job it is; none for what belongs to a record that is gone. */
async function ownerOf({ store }: DeadLetterDeps, message: QueueMessage): Promise<string | undefined> {
  if ("workspaceId" in message && message.workspaceId !== undefined) return message.workspaceId;
  if ("scheduleId" in message) return (await store.get(schedules, message.scheduleId))?.value.workspaceId;
  if ("batchId" in message) return (await store.get(batches, message.batchId))?.value.workspaceId;
  if ("exportId" in message) return (await store.get(exportJobs, message.exportId))?.value.workspaceId;
  if ("assetId" in message) return (await store.get(assets, message.assetId))?.value.workspaceId;
  return undefined;
}

const describe = (
  queue: QueueName,
  { id, receives, diedAt }: DeadLetter,
  message: QueueMessage,
): DeadLetterResource => ({
  id: `${queue}.${id}`,
  queue,
  kind: message.kind,
  batchId: "batchId" in message ? message.batchId : null,
  assetId: "assetId" in message ? message.assetId : null,
  exportId: "exportId" in message ? message.exportId : null,
  receives,
  diedAt,
});
