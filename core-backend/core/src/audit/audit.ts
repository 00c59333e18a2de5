import { type AuditRecord, auditRecordIdSchema, auditRecordSchema } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Action, type Collection, create } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

export const auditRecords: Collection<AuditRecord> = {
  name: "audit",
  parse: (value) => auditRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, at }) => ({ partition: workspaceId, sort: sortableTime(at) }),
    bySubject: ({ workspaceId, subject, at }) => ({
      partition: `${workspaceId}/${subject}`,
      sort: sortableTime(at),
    }),
  },
};

/** What was changed. `before` is absent for something new, `after` for something that is gone. */
export interface Change {
  /** As in `batch.paused`. */
  readonly action: string;
  /** Id of what was changed. */
  readonly subject: string;
  readonly before?: object;
  readonly after?: object;
}

/**
 * The action that records a change; it belongs into the transaction of the change itself, so that there is no
 * change without its record and no record without its change. Of two states only the members that differ are kept,
 * and long texts are cut. Callers leave out secrets.
 */
export function audit(
  { clock, random }: Pick<CoreDeps, "clock" | "random">,
  principal: Principal,
  { action, subject, before, after }: Change,
): Action {
  return create(auditRecords, {
    id: auditRecordIdSchema.parse(`aud_${nextNumber()}${random.id()}`),
    workspaceId: principal.workspaceId,
    at: clock.now(),
    actor: principal.userId,
    action,
    subject,
    before: before === undefined ? null : excerpt(before, after),
    after: after === undefined ? null : excerpt(after, before),
    correlationId: principal.correlationId ?? null,
  });
}

let made = 0;

/** What one process records within a millisecond is listed in its order: there the id decides. */
function nextNumber(): string {
  made += 1;
  return made.toString(36).padStart(8, "0");
}

/** Members whose every change is told by `at` and by the others. */
const UNTOLD = new Set(["updatedAt", "createdAt", "workspaceId", "workflow"]);

/** The members of `state` that differ from `other`'s, or all of them when there is no other. */
function excerpt(state: object, other: object | undefined): Record<string, unknown> {
  const others: Record<string, unknown> = { ...other };
  const told = Object.entries(state).filter(
    ([name, value]) =>
      !UNTOLD.has(name) && (other === undefined || JSON.stringify(value) !== JSON.stringify(others[name])),
  );
  return Object.fromEntries(told.map(([name, value]) => [name, short(value)]));
}

const MAX_CHARACTERS = 1_000;

/** A record has a limit, and an audit is read by people: what is longer ends with an ellipsis. */
function short(value: unknown): unknown {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text === undefined || text.length <= MAX_CHARACTERS ? value : `${text.slice(0, MAX_CHARACTERS)}…`;
}
