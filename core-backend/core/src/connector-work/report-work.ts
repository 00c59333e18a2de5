import type { ChangeId, ReportEntry, ReportWork, WorkControl, WorkId } from "@assetql/contract";
import { WORK_LIMITS } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { Principal } from "../deps.ts";
import { type Action, replace, type Stored } from "../ports/index.ts";
import { addTransitions, type Transition } from "../publications/change-record.ts";
import { type PublicationRecord, publications } from "../publications/publication-record.ts";
import { invalidMember, invalidRequest } from "../shared/invalid-request.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { controlOf, leaseEnd } from "./heartbeat-work.ts";
import { heldWork, inWorkspaceOf, publicationOf } from "./held-work.ts";
import type { HostDeps } from "./lease-work.ts";
import { wantingOf } from "./list-work.ts";
import { planChanges } from "./plan-changes.ts";
import { reportEntries } from "./report-entries.ts";
import { type WorkRecord, writeWork } from "./work-record.ts";

/** So that even the largest records of as many changes fit into one transaction. */
const CHANGES_AT_ONCE = 8;

type Input = ReportWork & { readonly id: WorkId };

/**
 * Takes down what a host has planned or done, and keeps its lease. Safe to repeat. Throws the problems `not-found`,
 * `lease-lost` and `request-invalid`.
 */
export async function reportWork(deps: HostDeps, principal: Principal, input: Input): Promise<WorkControl> {
  const busy: ChangeId[] = [];
  let control: WorkControl["control"] = "continue";
  // One record tells of the whole report, and goes with its last part.
  const parts = partsOf(input);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const answer = await untilNoConflict(() => reportPart(deps, principal, { ...part, isLast, input }));
    busy.push(...answer.busy);
    control = answer.control;
  }
  return { control, busy };
}

type Part = Pick<ReportWork, "changes" | "entries">;

function partsOf({ changes, entries }: Input): readonly Part[] {
  const groups = [...Map.groupBy(entries, ({ changeId }) => changeId).values()];
  if (groups.length > WORK_LIMITS.changesPerEntries) {
    const message = `entries must be about at most ${WORK_LIMITS.changesPerEntries} changes.`;
    throw invalidRequest([invalidMember("entries", message)]);
  }
  const parts: Part[] = [];
  for (let start = 0; start < groups.length; start += CHANGES_AT_ONCE) {
    parts.push({ changes: [], entries: groups.slice(start, start + CHANGES_AT_ONCE).flat() });
  }
  if (changes.length > 0 || parts.length === 0) parts.push({ changes, entries: [] });
  return parts;
}

async function reportPart(
  deps: HostDeps,
  principal: Principal,
  { changes, entries, isLast, input }: Part & { readonly isLast: boolean; readonly input: Input },
): Promise<WorkControl> {
  const held = await heldWork(deps, principal, input);
  const { value: work } = held;
  const publication = await publicationOf(deps, work);
  assertFits(work, input);
  // One that was stopped, or that another has replaced, plans and begins nothing more.
  const isCurrent = publication.value.workId === work.id;
  const planned = await planChanges(deps, { work, publication: publication.value }, isCurrent ? changes : []);
  const wanting = wantingOf(work);
  const reported =
    wanting === undefined
      ? { transitions: [], actions: [], busy: [] }
      : await reportEntries(deps, { work, wanting, entries, isCurrent });
  const told = isLast ? [auditReport(deps, inWorkspaceOf(principal, work), { work, input })] : [];
  await deps.store.transact([
    writeWork(deps, held, { availableAt: leaseEnd(deps) }),
    ...countActions(deps, publication, [...planned.transitions, ...reported.transitions]),
    ...planned.actions,
    ...reported.actions,
    ...told,
  ]);
  return { control: isCurrent ? controlOf(work) : "stop", busy: [...reported.busy] };
}

/** The actions that move a publication's counts, and tell of it. */
function countActions(
  { clock, outbox }: HostDeps,
  { value, revision }: Stored<PublicationRecord>,
  transitions: readonly Transition[],
): readonly Action[] {
  if (transitions.length === 0) return [];
  const at = clock.now();
  const { id, workspaceId, targetId } = value;
  const counts = addTransitions(value.counts, transitions);
  return [
    replace(publications, { ...value, counts, updatedAt: at }, revision),
    announce(outbox, id, {
      workspaceId,
      events: [{ type: "publication.progressed", publicationId: id, targetId, counts, at }],
    }),
  ];
}

const kinds: Readonly<Record<"plan" | "apply" | "revert", readonly ReportEntry["type"][]>> = {
  plan: [],
  apply: ["started", "step", "applied", "failed"],
  revert: ["started", "step", "reverted", "revert-failed"],
};

/** Throws the problem `request-invalid` for what a work of this kind cannot have done. */
function assertFits({ kind }: WorkRecord, { changes, entries }: Input): void {
  const taken = kind === "check" || kind === "items" ? [] : kinds[kind];
  const wrong = entries.find(({ type }) => !taken.includes(type));
  const problems = [
    ...(kind !== "plan" && changes.length > 0
      ? [invalidMember("changes", `changes: a work of the kind ${kind} plans nothing.`)]
      : []),
    ...(wrong === undefined
      ? []
      : [invalidMember("entries", `entries: a work of the kind ${kind} reports nothing "${wrong.type}".`)]),
  ];
  if (problems.length > 0) throw invalidRequest(problems);
}

function auditReport(
  deps: HostDeps,
  principal: Principal,
  { work, input }: { work: WorkRecord; input: Input },
): Action {
  const ended = Map.groupBy(
    input.entries.filter(({ type }) => type !== "step" && type !== "started"),
    ({ type }) => type,
  );
  return audit(deps, principal, {
    action: "work.reported",
    subject: work.publicationId ?? work.id,
    after: {
      work: work.id,
      host: input.host,
      planned: input.changes.length,
      entries: input.entries.length,
      ...Object.fromEntries(
        [...ended].map(([type, entries]) => [type, entries.map(({ changeId }) => changeId)]),
      ),
    },
  });
}
