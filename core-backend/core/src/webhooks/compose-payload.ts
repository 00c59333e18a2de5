import type { DomainEvent, PublicationStatus, WebhookData, WebhookEventType } from "@assetql/contract";
import { type AssetRecord, assets } from "../assets/asset-record.ts";
import { type BatchRecord, batches } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { type ExportRecord, exportJobs } from "../exports/export-record.ts";
import { publications } from "../publications/publication-record.ts";

type Deps = Pick<CoreDeps, "store">;

/** What a webhook says of an event. */
export interface Payload {
  readonly type: WebhookEventType;
  /** To the byte what is signed and sent. */
  readonly body: string;
  /** What it stays in order with. */
  readonly orderKey: string;
}

type About<Type extends WebhookEventType = WebhookEventType> = {
  [One in Type]: { readonly type: One; readonly data: WebhookData<One>; readonly orderKey: string };
}[Type];

/**
 * The catalogue's event that a domain event is for partners; none for most of them, and none when what it is about is
 * gone. Its facts are those of now: webhooks tell what there is to look at, the API says how it is.
 */
export async function composePayload(deps: Deps, event: DomainEvent): Promise<Payload | undefined> {
  const about = await aboutOf(deps, event);
  if (about === undefined) return undefined;
  const { type, data, orderKey } = about;
  return {
    type,
    orderKey,
    body: JSON.stringify({ type, timestamp: new Date(event.at).toISOString(), data }),
  };
}

/** Whether anybody could ever be told of it; asked of every event that is dispatched. */
export const mayBeTold = ({ type }: DomainEvent): boolean => told.has(type);

const told: ReadonlySet<DomainEvent["type"]> = new Set<DomainEvent["type"]>([
  "batch.finished",
  "batch.alerted",
  "batch.deleted",
  "asset.ready",
  "asset.changed",
  "asset.deleted",
  "export.finished",
  "publication.changed",
]);

async function aboutOf(deps: Deps, event: DomainEvent): Promise<About | undefined> {
  switch (event.type) {
    case "batch.finished":
    case "batch.alerted":
      return aboutBatch(deps, event);
    case "batch.deleted":
      return { type: event.type, data: { batchId: event.batchId }, orderKey: event.batchId };
    case "asset.ready":
    case "asset.changed":
      return aboutAsset(deps, event);
    case "asset.deleted": {
      const { assetId, batchId } = event;
      return { type: event.type, data: { assetId, batchId }, orderKey: batchId };
    }
    case "export.finished":
      return aboutExport(deps, event);
    case "publication.changed":
      return aboutPublication(deps, event);
    default:
      return undefined;
  }
}

type EventOf<Type extends DomainEvent["type"]> = Extract<DomainEvent, { readonly type: Type }>;

async function aboutBatch(
  { store }: Deps,
  event: EventOf<"batch.finished" | "batch.alerted">,
): Promise<About | undefined> {
  const batch = (await store.get(batches, event.batchId))?.value;
  if (batch === undefined) return undefined;
  const orderKey = batch.id;
  if (event.type === "batch.alerted") {
    const data = { ...batchFacts(batch), failureRate: event.failureRate };
    return { type: "batch.alerted", data, orderKey };
  }
  const type = batch.workflow.tally.completed === 0 ? "batch.failed" : "batch.completed";
  return { type, data: batchFacts(batch), orderKey };
}

const batchFacts = ({ id, name, workflow }: BatchRecord): WebhookData<"batch.completed"> => ({
  batchId: id,
  name,
  status: workflow.status,
  totalTasks: workflow.totalTasks,
  completedTasks: workflow.tally.completed,
  failedTasks: workflow.tally.failed,
});

async function aboutAsset(
  { store }: Deps,
  event: EventOf<"asset.ready" | "asset.changed">,
): Promise<About | undefined> {
  // A change of its title, say, is nobody's decision about the image.
  if (event.type === "asset.changed" && (!event.judged || event.review === "pending")) return undefined;
  const asset = (await store.get(assets, event.assetId))?.value;
  if (asset === undefined) return undefined;
  const orderKey = asset.batchId;
  if (event.type === "asset.ready") return { type: "asset.ready", data: assetFacts(asset), orderKey };
  // What was decided then, also when somebody has thought better of it since.
  const data = { ...assetFacts(asset), review: event.review };
  return event.review === "approved"
    ? { type: "asset.approved", data, orderKey }
    : { type: "asset.rejected", data: { ...data, note: asset.reviewNote }, orderKey };
}

const assetFacts = (asset: AssetRecord): WebhookData<"asset.ready"> => ({
  assetId: asset.id,
  batchId: asset.batchId,
  version: asset.version,
  status: asset.status,
  review: asset.review,
  sku: asset.sku,
  title: asset.title,
  altText: asset.altText,
  tags: asset.tags.map(({ name }) => name),
  category: asset.category,
  styleScore: asset.styleScore.score,
  isDraft: asset.provenance.isDraft,
  sha256: asset.sha256,
});

async function aboutExport({ store }: Deps, event: EventOf<"export.finished">): Promise<About | undefined> {
  const job = (await store.get(exportJobs, event.exportId))?.value;
  if (job === undefined) return undefined;
  const type = event.status === "completed" ? "export.completed" : "export.failed";
  return { type, data: exportFacts(job), orderKey: job.batchId ?? job.id };
}

const exportFacts = (job: ExportRecord): WebhookData<"export.completed"> => ({
  exportId: job.id,
  batchId: job.batchId,
  platform: job.platform,
  totalAssets: job.totalAssets,
  skippedAssets: job.skippedAssets,
  bytes: job.bytes,
  error: job.error,
});

async function aboutPublication(
  { store }: Deps,
  { publicationId: id, status }: EventOf<"publication.changed">,
): Promise<About | undefined> {
  if (!isTold(status)) return undefined;
  const publication = (await store.get(publications, id))?.value;
  if (publication === undefined) return undefined;
  const { targetId, batchId, name, counts } = publication;
  const data = { publicationId: id, targetId, batchId, name, counts };
  return { type: `publication.${status}`, data, orderKey: id };
}

const toldStatuses = ["planned", "applied", "failed", "reverted"] as const;
const isTold = (status: PublicationStatus): status is (typeof toldStatuses)[number] =>
  toldStatuses.some((one) => one === status);
