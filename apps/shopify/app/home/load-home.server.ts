import { type Batch, isPublicationUnderWay, type Publication } from "@assetql/contract";
import type { Visit } from "../../server/services.ts";
import { actsOf } from "../common/acts.server.ts";
import { createKept } from "../common/kept.server.ts";
import type { Visited } from "../common/visit-loader.server.ts";
import { shownStatusOf } from "../publication/shown-status.ts";
import { isMoving, isRunning, journeyOf } from "./journey.ts";
import type { ShownQuota } from "./quota-card.tsx";

const SHOWN = 5;
/** A workspace that was joined may have batches of other shops among them, and what is scheduled is not the newest. */
const LOOKED_AT = 100;
/** So long before something is due the page begins to look. */
const SOON_MS = 60_000;

/** What a page that looks again and again need not read each time. What somebody does in the app is seen at once. */
const reviews = createKept<Reviews>({ ms: 60_000, most: 5_000 });
const selections = createKept<Awaited<ReturnType<Visit["selections"]["list"]>>>({ ms: 60_000, most: 500 });
const quotas = createKept<ShownQuota>({ ms: 30_000, most: 5_000 });

export async function loadHome({ visit }: Pick<Visited, "visit">) {
  const { targetId } = visit.connection;
  const [batchPage, publicationPage] = await Promise.all([
    visit.hub.batches.list({ limit: LOOKED_AT }),
    visit.hub.publications.list({ targetId, limit: LOOKED_AT }),
  ]);
  const ofShop = batchPage.items.filter((batch) => batch.targetId === targetId).slice(0, SHOWN);
  const publications = publicationPage.items.slice(0, SHOWN);
  const scheduled = scheduledIn(publicationPage.items);
  const isActive =
    ofShop.some(isMoving) ||
    publicationPage.items.some(isPublicationUnderWay) ||
    scheduled.some(({ at }) => at < Date.now() + SOON_MS);
  const beside = readerOf(visit, isActive);
  const [chosen, quota, batches, names] = await Promise.all([
    beside.selections(),
    beside.quota(),
    Promise.all(ofShop.map(async (batch) => ({ ...batch, ...(await beside.reviews(batch)) }))),
    visit.namesOf([
      ...[...ofShop, ...publications].map(({ createdBy }) => createdBy),
      ...scheduled.map(({ by }) => by),
    ]),
  ]);
  const { done, ...journey } = journeyOf({
    selections: chosen,
    batches,
    publications: publicationPage.items,
  });
  return {
    journey: { ...journey, done: [...done] },
    batches: batches.map((batch) => shownBatch(batch, names)),
    publications: publications.map((publication) => shownPublication(publication, names)),
    scheduled: scheduled.map((step) => ({ ...step, by: names.get(step.by) ?? null })),
    quota,
    isActive,
  };
}

interface Reviews {
  /** Images that were approved, and those that wait to be looked at. */
  readonly approved: number;
  readonly pending: number;
}
type Reviewed = Batch & Reviews;

/** Only a page that looks by itself is told what was read a moment ago. */
function readerOf(visit: Visit, isLooking: boolean) {
  const { hub, connection, person } = visit;
  const acts = actsOf(visit);
  return {
    selections: () => {
      const read = () => visit.selections.list();
      return isLooking ? selections(`${visit.shop.domain} ${acts}`, read) : read();
    },
    quota: () => {
      const read = () => quotaOf(visit);
      return isLooking ? quotas(`${connection.workspaceId} ${person.id} ${acts}`, read) : read();
    },
    /** None while it runs. */
    reviews: async (batch: Batch): Promise<Reviews> => {
      if (isRunning(batch) || batch.completedTasks === 0) return { approved: 0, pending: 0 };
      const read = () => reviewsOf(hub, batch);
      return isLooking ? reviews(`${batch.id} ${batch.updatedAt} ${acts}`, read) : read();
    },
  };
}

async function quotaOf({ hub, billing }: Visit): Promise<ShownQuota> {
  const [{ quota }, allowance] = await Promise.all([
    hub.usage.get(),
    billing.isOn ? billing.allowance() : null,
  ]);
  return { quota, allowance };
}

async function reviewsOf(hub: Visit["hub"], { id }: Batch): Promise<Reviews> {
  const { facets } = await hub.assets.search({ batchId: id, facets: ["review"], limit: 1 });
  const count = (state: string) => facets?.review?.find(({ value }) => value === state)?.count ?? 0;
  return { approved: count("approved"), pending: count("pending") };
}

type Names = ReadonlyMap<string, string>;

/** What happens by itself, the next first. */
const scheduledIn = (publications: readonly Publication[]) =>
  publications
    .flatMap(({ id, name, scheduled }) =>
      scheduled.map(({ action, at, by }) => ({ id, name, action, at, by })),
    )
    .sort((one, other) => one.at - other.at)
    .slice(0, SHOWN);
export type ShownStep = Omit<ReturnType<typeof scheduledIn>[number], "by"> & { readonly by: string | null };

const shownBatch = (batch: Reviewed, names: Names) => ({
  id: batch.id,
  name: batch.name,
  status: batch.status,
  total: batch.totalTasks,
  completed: batch.completedTasks,
  failed: batch.failedTasks,
  approved: batch.approved,
  pending: batch.pending,
  createdAt: batch.createdAt,
  by: names.get(batch.createdBy) ?? null,
});
export type ShownBatch = ReturnType<typeof shownBatch>;

const shownPublication = (
  { id, name, status, counts, scheduled, createdBy, createdAt, appliedAt }: Publication,
  names: Names,
) => ({
  id,
  name,
  status: shownStatusOf({ status, scheduled }),
  published: counts.applied,
  failed: counts.failed,
  at: appliedAt ?? createdAt,
  by: names.get(createdBy) ?? null,
});
export type ShownPublication = ReturnType<typeof shownPublication>;
