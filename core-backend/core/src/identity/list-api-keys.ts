import type { ApiKey } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { mapPage } from "../shared/pages.ts";
import { apiKeys, toApiKey } from "./api-key-record.ts";

/** The workspace's keys, newest first, without their secrets. */
export async function listApiKeys(
  { store }: Pick<CoreDeps, "store">,
  { workspaceId }: Principal,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: ApiKey[]; cursor?: string }> {
  const found = await store.query(apiKeys, {
    index: "byWorkspace",
    partition: workspaceId,
    order: "descending",
    limit: page.limit,
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  });
  return mapPage(found, ({ value }) => toApiKey(value));
}
