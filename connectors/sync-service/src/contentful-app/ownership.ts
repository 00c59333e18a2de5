import { ApiProblemError } from "@assetql/client";
import {
  type AssetId,
  assetIdSchema,
  type BatchId,
  batchIdSchema,
  ProblemError,
  publicationIdSchema,
} from "@assetql/contract";
import type { ListedTarget } from "../hub/target-directory.ts";

/** Whether things of the hub belong to a target; anything else is as if it were not there. */
export interface Ownership {
  batch(listed: ListedTarget, id: string): Promise<boolean>;
  asset(listed: ListedTarget, id: string): Promise<boolean>;
  publication(listed: ListedTarget, id: string): Promise<boolean>;
}

const REMEMBERED = 50_000;

/** What belongs to whom never changes, so it is asked once. */
export function createOwnership(): Ownership {
  /** By workspace and id: the target, or null. */
  const owners = new Map<string, string | null>();
  const ownerOf = async (
    { workspace }: ListedTarget,
    id: string,
    ask: () => Promise<string | null>,
  ): Promise<string | null> => {
    const key = `${workspace.id}/${id}`;
    const known = owners.get(key);
    if (known !== undefined) return known;
    const owner = await unlessMissing(ask);
    if (owner === undefined) return null;
    if (owners.size >= REMEMBERED) owners.clear();
    owners.set(key, owner);
    return owner;
  };
  const ofBatch = (listed: ListedTarget, id: BatchId): Promise<string | null> =>
    ownerOf(
      listed,
      id,
      async () => (await listed.workspace.client.call("getBatch", { params: { id } })).targetId,
    );
  const ofAsset = (listed: ListedTarget, id: AssetId): Promise<string | null> =>
    ownerOf(listed, id, async () => {
      const { item, batchId } = await listed.workspace.client.call("getAsset", { params: { id } });
      return item?.targetId ?? ofBatch(listed, batchId);
    });
  return {
    async batch(listed, id) {
      const parsed = batchIdSchema.safeParse(id);
      return parsed.success && (await ofBatch(listed, parsed.data)) === listed.target.id;
    },
    async asset(listed, id) {
      const parsed = assetIdSchema.safeParse(id);
      return parsed.success && (await ofAsset(listed, parsed.data)) === listed.target.id;
    },
    async publication(listed, id) {
      const parsed = publicationIdSchema.safeParse(id);
      if (!parsed.success) return false;
      const owner = await ownerOf(listed, parsed.data, async () => {
        const { client } = listed.workspace;
        return (await client.call("getPublication", { params: { id: parsed.data } })).targetId;
      });
      return owner === listed.target.id;
    },
  };
}

async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "not-found") return undefined;
    throw error;
  }
}

/** The same words whether or not there is such a thing. */
export const notTheirs = (what: string, id: string): ProblemError =>
  new ProblemError(
    "not-found",
    `There is no ${what} with the id ${id.slice(0, 80)} for this space and environment.`,
  );
