import { type Link, linkSchema } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import type { Collection } from "../ports/index.ts";
import { digest } from "../shared/ids.ts";
import { readMany } from "../shared/read-many.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const linkRecordSchema = linkSchema.extend({ id: z.string() });
export type LinkRecord = z.infer<typeof linkRecordSchema>;

/** The ledger of what is at which target because of which asset. */
export const links: Collection<LinkRecord> = {
  name: "links",
  parse: (value) => linkRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byTarget: ({ targetId, updatedAt }) => ({ partition: targetId, sort: sortableTime(updatedAt) }),
    byTargetBatch: ({ targetId, batchId, externalId }) =>
      batchId === null ? undefined : { partition: `${targetId}/${batchId}`, sort: externalId },
    byAsset: ({ assetId, targetId }) =>
      assetId === null ? undefined : { partition: assetId, sort: targetId },
  },
};

export const linkIdOf = (targetId: string, externalId: string): string =>
  `lnk_${digest(targetId, externalId)}`;

export function toLink({ id: _, ...link }: LinkRecord): Link {
  return link;
}

/** The links of assets at one target, by asset; nearly always their external id is the asset's own. */
export async function linksOfAssets(
  { store }: Pick<CoreDeps, "store">,
  targetId: string,
  assetIds: readonly string[],
): Promise<ReadonlyMap<string, LinkRecord>> {
  const direct = await readMany(
    store,
    links,
    assetIds.map((id) => linkIdOf(targetId, id)),
  );
  const found = new Map<string, LinkRecord>();
  for (const id of assetIds) {
    const link = direct.get(linkIdOf(targetId, id)) ?? (await linkByAsset(store, targetId, id));
    if (link !== undefined) found.set(id, link);
  }
  return found;
}

async function linkByAsset(
  store: CoreDeps["store"],
  targetId: string,
  assetId: string,
): Promise<LinkRecord | undefined> {
  const query = { index: "byAsset", partition: assetId, from: targetId, to: targetId, limit: 1 };
  return (await store.query(links, query)).items[0]?.value;
}
