import {
  type BatchId,
  batchIdSchema,
  ProblemError,
  type PublicationId,
  publicationIdSchema,
} from "@assetql/contract";
import type { Visit } from "../../server/services.ts";
import { createKept } from "./kept.server.ts";

type Asking = Pick<Visit, "hub" | "connection">;
type Params = Readonly<Record<string, string | undefined>>;

/** Of batches and publications by their ids: none ever gets another. */
const targets = createKept<string | null>({ ms: 24 * 60 * 60_000, most: 20_000 });

/**
 * The batch of the address. A workspace that the shop has joined has those of other shops, too: what is not in the
 * shop's lists is not at its address either. Throws the problem `not-found`.
 */
export async function batchIdOf({ hub, connection }: Asking, { batchId }: Params): Promise<BatchId> {
  const id = batchIdSchema.safeParse(batchId).data;
  if (id !== undefined) {
    const targetId = await targets(id, async () => (await hub.batches.get(id)).targetId);
    if (targetId === connection.targetId) return id;
  }
  throw new ProblemError("not-found", "There is no such batch.");
}

/** The publication of the address, which is one to the shop. Throws the problem `not-found`. */
export async function publicationIdOf(
  { hub, connection }: Asking,
  { publicationId }: Params,
): Promise<PublicationId> {
  const id = publicationIdSchema.safeParse(publicationId).data;
  if (id !== undefined) {
    const targetId = await targets(id, async () => (await hub.publications.get(id)).targetId);
    if (targetId === connection.targetId) return id;
  }
  throw new ProblemError("not-found", "There is no such publication.");
}
