import { type LeaseWork, WORK_LIMITS, type Work } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { ConflictError, type Stored } from "../ports/index.ts";
import { publications } from "../publications/publication-record.ts";
import { touchConnectors } from "../targets/announced-connectors.ts";
import { targets } from "../targets/target-record.ts";
import { endWork } from "./end-work.ts";
import { type HostKey, importHostKey, sealForHost } from "./seal-for-host.ts";
import { type Patience, waitFor } from "./wait-for.ts";
import {
  type Lane,
  lanes,
  openPartition,
  openPartitionOfTarget,
  type WorkRecord,
  works,
  writeWork,
} from "./work-record.ts";

export type HostDeps = Pick<
  CoreDeps,
  "store" | "clock" | "random" | "outbox" | "live" | "scheduler" | "secrets" | "log" | "blobs" | "images"
>;

/** A work that was lost so often loses every host that takes it. */
const MOST_ATTEMPTS = 10;
/** Works of a connector, or of a target, that are looked at; others may take the first ones at the same moment. */
const LOOKED_AT = 5;

/**
 * The next work for one of a host's connectors: first what somebody waits for, then what has waited longest. Waits for
 * some when there is none. An operator's key works for every workspace, any other for its own, whatever targets are
 * named. Throws the problem `request-invalid` for a key that is none.
 */
export async function leaseWork(
  deps: HostDeps,
  principal: Principal,
  { isGone, ...asked }: LeaseWork & Pick<Patience, "isGone">,
): Promise<{ work: Work | null }> {
  const key = await importHostKey(asked.publicKey);
  await touchConnectors(deps, principal, { names: asked.connectors, host: asked.host });
  const workspaceId = principal.operator === true ? undefined : principal.workspaceId;
  const work = await waitFor(deps, { seconds: asked.waitSeconds, isGone, workspaceId }, () =>
    leaseNext(deps, { ...asked, key, workspaceId }),
  );
  // Seen at the end of a long wait, too.
  await touchConnectors(deps, principal, { names: asked.connectors, host: asked.host });
  return { work: work ?? null };
}

interface Asker {
  readonly host: string;
  readonly connectors: readonly string[];
  /** The only ones, or every. */
  readonly targets?: readonly string[] | undefined;
  readonly key: HostKey;
  /** Nothing but what somebody waits for. */
  readonly interactive: boolean;
  /** The only one, or every. */
  readonly workspaceId: string | undefined;
}

async function leaseNext(deps: HostDeps, asker: Asker): Promise<Work | undefined> {
  for (const lane of asker.interactive ? (["now"] as const) : lanes) {
    for (const candidate of await candidates(deps, asker, lane)) {
      const leased = await tryLease(deps, candidate, asker);
      if (leased !== undefined) return leased;
    }
  }
  return undefined;
}

/** Works that can be leased now, those first that have waited longest. */
async function candidates(
  { store, clock }: HostDeps,
  asker: Asker,
  lane: Lane,
): Promise<readonly Stored<WorkRecord>[]> {
  const to = String(clock.now()).padStart(13, "0");
  const pages = await Promise.all(
    placesOf(asker, lane).map((place) => store.query(works, { ...place, to, limit: LOOKED_AT })),
  );
  return pages
    .flatMap(({ items }) => items)
    .filter(({ value }) => mayHave(asker, value))
    .sort((a, b) => a.value.availableAt - b.value.availableAt);
}

/** Where a host's works are. Nothing of others is among them, so that it never hides the host's own. */
function placesOf({ connectors, targets: only, workspaceId }: Asker, lane: Lane) {
  if (only !== undefined) {
    return only.map((id) => ({ index: "openByTarget", partition: openPartitionOfTarget(lane, id) }));
  }
  const index = workspaceId === undefined ? "open" : "openByWorkspace";
  return connectors.map((connector) => ({ index, partition: openPartition(lane, connector, workspaceId) }));
}

/** A target's works are all of its one workspace and connector; but the target itself may be anybody's. */
const mayHave = ({ connectors, workspaceId }: Asker, work: WorkRecord): boolean =>
  connectors.includes(work.connector) && (workspaceId === undefined || work.workspaceId === workspaceId);

/** Takes a work; `undefined` when another host was first, or nothing can be done about it any more. */
async function tryLease(
  deps: HostDeps,
  found: Stored<WorkRecord>,
  { host, key }: Asker,
): Promise<Work | undefined> {
  const { value, revision } = found;
  try {
    if (value.attempt - value.givenBack >= MOST_ATTEMPTS) {
      await endWork(deps, found, { problem: LOST_TOO_OFTEN });
      return undefined;
    }
    const leased: WorkRecord = {
      ...value,
      status: "leased",
      host,
      attempt: value.attempt + 1,
      availableAt: deps.clock.now() + WORK_LIMITS.leaseSeconds * 1_000,
    };
    await deps.store.transact([writeWork(deps, { value, revision }, leased)]);
    return await describe(deps, leased, key);
  } catch (error) {
    if (error instanceof ConflictError) return undefined;
    throw error;
  }
}

const LOST_TOO_OFTEN = {
  code: "host-lost",
  detail: `Its host was lost ${MOST_ATTEMPTS} times. Look at the sync service's log, then go on.`,
};

/** A work as its host sees it. `undefined` when its target is gone, and the work with it. */
async function describe(deps: HostDeps, work: WorkRecord, key: HostKey): Promise<Work | undefined> {
  const target = (await deps.store.get(targets, work.targetId))?.value;
  const publication =
    work.publicationId === null ? undefined : (await deps.store.get(publications, work.publicationId))?.value;
  if (target === undefined) return undefined;
  const { id, name, connector, config, mapping, policies, pace } = target;
  return {
    id: work.id,
    kind: work.kind,
    workspaceId: work.workspaceId,
    attempt: work.attempt,
    leaseSeconds: WORK_LIMITS.leaseSeconds,
    target: {
      id,
      name,
      connector,
      config: { ...config, ...publication?.options },
      mapping,
      policies: { ...policies, conflict: publication?.conflicts ?? policies.conflict },
      pace,
    },
    credentials: await sealForHost(deps, target, key),
    publicationId: work.publicationId,
    force: work.force,
    items: work.items,
  };
}
