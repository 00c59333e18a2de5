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
export const batchIdOf = ({ hub, connection }: Asking, { batchId }: Params): Promise<BatchId> =>
  ownId(connection, batchIdSchema.safeParse(batchId).data, { kind: "batch", read: hub.batches.get });

/** The publication of the address, which is one to the shop. Throws the problem `not-found`. */
export const publicationIdOf = (
  { hub, connection }: Asking,
  { publicationId }: Params,
): Promise<PublicationId> =>
  ownId(connection, publicationIdSchema.safeParse(publicationId).data, {
    kind: "publication",
    read: hub.publications.get,
  });

interface Owned {
  readonly kind: string;
  readonly read: (id: string) => Promise<{ readonly targetId: string | null }>;
}

async function ownId<Id extends string>(
  { targetId }: Asking["connection"],
  id: Id | undefined,
  { kind, read }: Owned,
): Promise<Id> {
  if (id !== undefined && (await targets(id, async () => (await read(id)).targetId)) === targetId) return id;
  throw new ProblemError("not-found", `There is no such ${kind}.`);
}
