import type { Batch, Publication } from "@assetql/contract";

export const journeySteps = ["choose", "configure", "review", "publish"] as const;
export type JourneyStep = (typeof journeySteps)[number];

export interface JourneyBatch extends Pick<Batch, "id" | "status" | "createdAt" | "completedTasks"> {
  /** Images that were approved, and those that nobody has looked at. */
  readonly approved: number;
  readonly pending: number;
}

export interface JourneyInput {
  /** All newest first. */
  readonly selections: readonly { readonly id: string; readonly createdAt: number }[];
  readonly batches: readonly JourneyBatch[];
  readonly publications: readonly Pick<Publication, "id" | "status" | "batchId">[];
}

export interface Journey {
  /** Nothing was ever done. */
  readonly isNew: boolean;
  /** Images were published once: no guide is needed any more. */
  readonly hasPublished: boolean;
  readonly done: ReadonlySet<JourneyStep>;
  readonly next: JourneyStep;
  /** Where the next step is taken. */
  readonly url: string;
  /** The next step waits for images that are being made. */
  readonly isWaiting: boolean;
}

const running: ReadonlySet<Batch["status"]> = new Set(["queued", "processing", "paused"]);
export const isRunning = ({ status }: Pick<Batch, "status">): boolean => running.has(status);

const moving: ReadonlySet<Batch["status"]> = new Set(["queued", "processing"]);
/** Goes on by itself, which a paused one does not. */
export const isMoving = ({ status }: Pick<Batch, "status">): boolean => moving.has(status);

/** How far a merchant is, and what comes next: the newest thing that was begun counts. */
export function journeyOf(input: JourneyInput): Journey {
  const { selections, batches, publications } = input;
  const hasPublished = publications.some(({ status }) => published.has(status));
  const next = nextOf(input);
  const at = journeySteps.indexOf(next.next);
  return {
    isNew: selections.length === 0 && batches.length === 0 && publications.length === 0,
    hasPublished,
    done: new Set(journeySteps.slice(0, at)),
    ...next,
  };
}

const published: ReadonlySet<Publication["status"]> = new Set(["applied", "reverting", "reverted"]);

type Next = Pick<Journey, "next" | "url" | "isWaiting">;

const choose: Next = { next: "choose", url: "/app/choose", isWaiting: false };

function nextOf({ selections: [selection], batches: [batch], publications }: JourneyInput): Next {
  if (selection !== undefined && (batch === undefined || selection.createdAt > batch.createdAt)) {
    return { next: "configure", url: `/app/configure/${selection.id}`, isWaiting: false };
  }
  if (batch === undefined) return choose;
  const page = `/app/batches/${batch.id}`;
  if (isRunning(batch)) return { next: "review", url: page, isWaiting: true };
  if (batch.completedTasks === 0) return choose;
  const publication = publications.find(({ batchId }) => batchId === batch.id);
  if (publication !== undefined && publication.status !== "failed") {
    if (published.has(publication.status)) return choose;
    return { next: "publish", url: `/app/publications/${publication.id}`, isWaiting: false };
  }
  if (batch.approved > 0) return { next: "publish", url: `${page}/publish`, isWaiting: false };
  return batch.pending > 0 ? { next: "review", url: `${page}/review`, isWaiting: false } : choose;
}
