import {
  connectorNameSchema,
  listTargetItemsSchema,
  publicationIdSchema,
  targetIdSchema,
  type WorkKind,
  workIdSchema,
  workKinds,
  workResultSchema,
  workspaceIdSchema,
} from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import { type Action, type Collection, create, remove, replace, type Stored } from "../ports/index.ts";
import { newWorkId } from "../shared/ids.ts";
import { sortableTime } from "../shared/sort-keys.ts";
import type { TargetRecord } from "../targets/target-record.ts";

const workRecordSchema = z.object({
  id: workIdSchema,
  workspaceId: workspaceIdSchema,
  targetId: targetIdSchema,
  connector: connectorNameSchema,
  kind: z.enum(workKinds),
  publicationId: publicationIdSchema.nullable(),
  /** Of an apply before a revert: only what was begun is brought to its end. */
  finishing: z.boolean(),
  force: z.boolean(),
  /** The publication's, when it was made. */
  round: z.int().nonnegative(),
  items: listTargetItemsSchema.nullable(),
  /** `stopping`: a host still has it, but is to give it back; nobody gets it again. */
  status: z.enum(["queued", "leased", "stopping", "done"]),
  host: z.string().nullable(),
  /** Of a queued one when it may be leased, of a leased one when its lease is over: then it may be leased again. */
  availableAt: z.number(),
  /** How often it was leased. */
  attempt: z.int().nonnegative(),
  /** How often of those a host said goodbye: that does not count as lost. */
  givenBack: z.int().nonnegative().default(0),
  result: workResultSchema.omit({ items: true }).nullable(),
  /** How many records its list of items takes. */
  parts: z.int().nonnegative(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type WorkRecord = z.infer<typeof workRecordSchema>;

/** Somebody waits for the answer to these. */
const isInteractive = (kind: WorkKind): boolean => kind === "check" || kind === "items";

/** Which works a host looks through first. */
export const lanes = ["now", "queue"] as const;

export type Lane = (typeof lanes)[number];

/** Where the open works for a connector are: of all workspaces, or of one. */
export const openPartition = (lane: Lane, connector: string, workspaceId?: string): string =>
  [...(workspaceId === undefined ? [] : [workspaceId]), lane, connector].join("/");

/** Where the open works of a target are. */
export const openPartitionOfTarget = (lane: Lane, targetId: string): string => [lane, targetId].join("/");

const openKey = (work: WorkRecord, partitionIn: (lane: Lane) => string) =>
  work.status === "queued" || work.status === "leased"
    ? {
        partition: partitionIn(isInteractive(work.kind) ? "now" : "queue"),
        sort: sortableTime(work.availableAt),
      }
    : undefined;

export const works: Collection<WorkRecord> = {
  name: "works",
  parse: (value) => workRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    open: (work) => openKey(work, (lane) => openPartition(lane, work.connector)),
    openByWorkspace: (work) => openKey(work, (lane) => openPartition(lane, work.connector, work.workspaceId)),
    openByTarget: (work) => openKey(work, (lane) => openPartitionOfTarget(lane, work.targetId)),
    byTarget: ({ targetId, createdAt }) => ({ partition: targetId, sort: sortableTime(createdAt) }),
    byEnd: ({ status, updatedAt }) =>
      status === "done" || status === "stopping"
        ? { partition: "all", sort: sortableTime(updatedAt) }
        : undefined,
  },
};

/** Whether a host has a work, and it is not lost. */
export const isHeld = ({ status, availableAt }: WorkRecord, now: number): boolean =>
  (status === "leased" || status === "stopping") && availableAt > now;

type NewWork = Pick<WorkRecord, "kind"> &
  Partial<Pick<WorkRecord, "publicationId" | "finishing" | "force" | "round" | "items">>;

/** A work that any host of the target's connector may take. */
export function newWork(
  { clock, random }: Pick<CoreDeps, "clock" | "random">,
  { id: targetId, workspaceId, connector }: Pick<TargetRecord, "id" | "workspaceId" | "connector">,
  wanted: NewWork,
): WorkRecord {
  const now = clock.now();
  return {
    publicationId: null,
    finishing: false,
    force: false,
    round: 0,
    items: null,
    ...wanted,
    id: newWorkId(random),
    workspaceId,
    targetId,
    connector,
    status: "queued",
    host: null,
    availableAt: now,
    attempt: 0,
    givenBack: 0,
    result: null,
    parts: 0,
    createdAt: now,
    updatedAt: now,
  };
}

export const queueWork = (work: WorkRecord): Action => create(works, work);

/** Nobody goes on with a work: one that no host has is removed, any other is told to stop. */
export async function stopWork(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  id: WorkRecord["id"] | null,
): Promise<readonly Action[]> {
  const stored = id === null ? undefined : await store.get(works, id);
  if (stored === undefined || stored.value.status === "done") return [];
  const { value, revision } = stored;
  if (!isHeld(value, clock.now())) return [remove(works, value.id, revision)];
  return [writeWork({ clock }, stored, { status: "stopping" })];
}

export const writeWork = (
  { clock }: Pick<CoreDeps, "clock">,
  { value, revision }: Stored<WorkRecord>,
  changes: Partial<WorkRecord>,
): Action => replace(works, { ...value, ...changes, updatedAt: clock.now() }, revision);
