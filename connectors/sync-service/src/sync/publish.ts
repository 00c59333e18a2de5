import { ApiProblemError, type Client } from "@assetql/client";
import type { Publication, PublicationId, Target } from "@assetql/contract";

const running: ReadonlySet<Publication["status"]> = new Set(["planning", "applying", "paused", "reverting"]);

export interface PublishRequest {
  readonly target: Target;
  readonly key: string;
  readonly name: string;
  /** Something may have changed at the hub since the last publication to this target. */
  readonly changed: boolean;
}

export interface Publishing {
  readonly publicationId: PublicationId | null;
  /** False: what has changed waits for the next sync, since another publication is under way. */
  readonly settled: boolean;
}

/**
 * Plans and applies a publication of everything that is approved for the target: when something has changed, or when
 * the one before has failed in part. While one is under way, no other is made. Throws what the client throws.
 */
export async function publish(
  client: Client,
  { target, key, name, changed }: PublishRequest,
): Promise<Publishing> {
  const { items } = await client.call("listPublications", { query: { targetId: target.id, limit: 1 } });
  const [last] = items;
  if (last !== undefined && (running.has(last.status) || isAboutToApply(last))) {
    return { publicationId: null, settled: false };
  }
  if (!changed && !hasFailed(last)) return { publicationId: null, settled: true };
  try {
    const body = { targetId: target.id, name, apply: true };
    const made = await client.call("createPublication", { body }, { idempotencyKey: `${key}/publication` });
    // An earlier try of this sync made it, and may not have seen what was approved since.
    const isOld = last !== undefined && made.createdAt <= last.createdAt;
    return { publicationId: made.id, settled: !isOld };
  } catch (error) {
    if (!(error instanceof ApiProblemError && error.code === "publication-empty")) throw error;
    return { publicationId: null, settled: true };
  }
}

const isAboutToApply = ({ status, apply }: Publication): boolean => status === "planned" && apply;

/** What failed at the target may work the next time. */
const hasFailed = (last: Publication | undefined): boolean =>
  last !== undefined && (last.status === "failed" || (last.status === "applied" && last.counts.failed > 0));
