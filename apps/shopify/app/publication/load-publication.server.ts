import type { Client } from "@assetql/client";
import type { Publication, PublicationId } from "@assetql/contract";
import type { Visit } from "../../server/services.ts";
import { actsOf } from "../common/acts.server.ts";
import { createKept } from "../common/kept.server.ts";
import { choicesOf, type Placement, type PublishChoices } from "../publish/publish-options.ts";
import { inParallel } from "../review/in-parallel.ts";
import type { ShopNow } from "../review/review-image.ts";
import { shopNow } from "../review/shop-now.server.ts";
import { filterOf, type GroupPage, groupLines } from "./group-lines.ts";
import { mainImagesOf } from "./main-images.server.ts";
import { type MainImage, withReplaced } from "./main-images.ts";
import type { PlanLine } from "./plan-line.ts";
import { type PlanSummary, summarize, summarizeUndo, type UndoSummary } from "./plan-summary.ts";
import { createPlanReader, movingStatuses, type ReadPlan } from "./read-plan.server.ts";
import { type WhyStopped, whyStopped } from "./why-stopped.server.ts";

export type ShownPublication = Pick<
  Publication,
  | "id"
  | "name"
  | "status"
  | "pausedFrom"
  | "batchId"
  | "counts"
  | "conflicts"
  | "problem"
  | "scheduled"
  | "createdAt"
  | "appliedAt"
  | "revertedAt"
>;

export interface PublicationPage {
  readonly publication: ShownPublication;
  readonly createdBy: string | null;
  /** Who asked for what is scheduled, by the id the hub has for them. */
  readonly names: Readonly<Record<string, string>>;
  readonly placement: Placement;
  readonly summary: PlanSummary;
  readonly undo: UndoSummary;
  readonly list: GroupPage;
  readonly isMoving: boolean;
  readonly whyStopped: WhyStopped | null;
}

/** What makes a plan easier to read, and may come later. */
export interface PublicationPictures {
  /** By item; null when the shop did not answer. */
  readonly shop: Readonly<Record<string, ShopNow>> | null;
  /** Thumbnails by asset. */
  readonly thumbnails: Readonly<Record<string, string>>;
}

const readPlan = createPlanReader();
/** What a page that looks again and again need not read each time. */
const choices = createKept<PublishChoices>({ ms: 60_000, most: 500 });
const mainImages = createKept<ReadonlyMap<string, MainImage>>({ ms: 60_000, most: 200 });
const shops = createKept<PublicationPictures["shop"]>({ ms: 60_000, most: 200 });
/** Addresses of images are good for an hour. */
const addresses = createKept<string | null>({ ms: 30 * 60_000, most: 5_000 });

/** The page looks by itself as long as something goes on or will. */
const looksByItself = ({ status, scheduled }: Pick<Publication, "status" | "scheduled">): boolean =>
  movingStatuses.has(status) || scheduled.length > 0;

export async function loadPublication(
  visit: Visit,
  id: PublicationId,
  parameters: URLSearchParams,
  read: ReadPlan = readPlan,
): Promise<PublicationPage> {
  const shownOf = (lines: readonly PlanLine[]): GroupPage =>
    groupLines(lines, {
      filter: filterOf(parameters.get("show")),
      page: Number(parameters.get("page")) || 1,
    });
  const publication = await visit.hub.publications.get(id);
  const [plan, { placement, altText }, names, why] = await Promise.all([
    read(visit.hub, publication, (lines) => shownOf(lines).groups.flatMap((group) => group.lines)),
    choicesFor(visit, publication),
    visit.namesOf([publication.createdBy, ...publication.scheduled.map(({ by }) => by)]),
    whyStopped(visit, publication),
  ]);
  const replacesMain = placement === "replace";
  const lines = withReplaced(plan, {
    replacesMain,
    keepsAltText: altText === "keep",
    mains: replacesMain ? await mainsFor(visit, publication, plan) : new Map(),
  });
  return {
    publication: shown(publication),
    createdBy: names.get(publication.createdBy) ?? null,
    names: Object.fromEntries(names),
    placement,
    summary: summarize(lines),
    undo: summarizeUndo(lines),
    list: shownOf(lines),
    isMoving: movingStatuses.has(publication.status),
    whyStopped: why,
  };
}

/** Of a plan that is not carried out yet: what was done tells itself what it has replaced. */
async function mainsFor(
  visit: Visit,
  publication: Publication,
  plan: readonly PlanLine[],
): Promise<ReadonlyMap<string, MainImage>> {
  if (publication.status !== "planned") return new Map();
  const read = () => mainImagesOf(visit, plan);
  return looksByItself(publication) ? mainImages(`${publication.id} ${actsOf(visit)}`, read) : read();
}

async function choicesFor(visit: Visit, publication: Publication): Promise<PublishChoices> {
  const read = () => readChoicesFor(visit, publication);
  return looksByItself(publication) ? choices(`${publication.id} ${actsOf(visit)}`, read) : read();
}

async function readChoicesFor({ hub }: Visit, { targetId, options }: Publication): Promise<PublishChoices> {
  const { config } = await hub.targets.get(targetId);
  return choicesOf({ config: { ...config, ...options }, conflict: "" });
}

const shown = (publication: Publication): ShownPublication => ({
  id: publication.id,
  name: publication.name,
  status: publication.status,
  pausedFrom: publication.pausedFrom,
  batchId: publication.batchId,
  counts: publication.counts,
  conflicts: publication.conflicts,
  problem: publication.problem,
  scheduled: publication.scheduled,
  createdAt: publication.createdAt,
  appliedAt: publication.appliedAt,
  revertedAt: publication.revertedAt,
});

/** For the products on the page. Not while the connector is at work: the shop's points are for that. */
export async function picturesOf(
  visit: Pick<Visit, "hub" | "catalogue" | "shop">,
  { list, isMoving, publication }: PublicationPage,
): Promise<PublicationPictures | null> {
  if (isMoving) return null;
  const lines = list.groups.flatMap((group) => group.lines);
  const keys = list.groups.map(({ key }) => key).filter((key) => !key.startsWith("line/"));
  const ids = [...keys, ...lines.map(({ itemId }) => itemId)];
  const read = () => shopNow(visit, ids);
  const place = JSON.stringify([visit.shop.domain, actsOf(visit), publication.status, ids]);
  const [shop, thumbnails] = await Promise.all([
    looksByItself(publication) ? shops(place, read) : read(),
    thumbnailsOf(visit.hub, publication, lines),
  ]);
  return { shop, thumbnails };
}

async function thumbnailsOf(
  hub: Client,
  { id: publicationId, status }: ShownPublication,
  lines: readonly PlanLine[],
): Promise<Record<string, string>> {
  const thumbnails: Record<string, string> = {};
  const ids = [...new Set(lines.flatMap(({ assetId }) => (assetId === null ? [] : [assetId])))];
  await inParallel(ids, async (id) => {
    const url = await addresses(`${publicationId} ${status} ${id}`, async () => {
      // One that was deleted meanwhile has none.
      const asset = await hub.assets.get(id).catch(() => undefined);
      return asset?.urls?.thumbnail ?? null;
    });
    if (url !== null) thumbnails[id] = url;
  });
  return thumbnails;
}
