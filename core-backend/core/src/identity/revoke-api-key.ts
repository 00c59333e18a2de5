import { type ApiKeyId, ProblemError } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace, type Stored } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { eachRecord } from "../shared/pages.ts";
import { type ApiKeyRecord, apiKeys } from "./api-key-record.ts";

/** Revokes a key at once. The last admin key stays, or nobody could make another. */
export async function revokeApiKey(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  principal: Principal,
  { id }: { id: ApiKeyId },
): Promise<void> {
  const { value: key, revision } = await getOwned({ store }, principal, {
    collection: apiKeys,
    id,
    what: "API key",
  });
  if (key.revokedAt !== null) return;
  const revoked = replace(apiKeys, { ...key, revokedAt: clock.now() }, revision);
  if (key.role !== "admin") return store.transact([revoked]);
  const other = await anotherAdmin(store, principal, id);
  if (other === undefined) {
    throw new ProblemError(
      "last-admin-key",
      "This is the workspace's only admin key. Create another admin key before you revoke it.",
    );
  }
  // Written as it is, so that two admins who revoke each other at once cannot both succeed.
  await store.transact([revoked, replace(apiKeys, other.value, other.revision)]);
}

async function anotherAdmin(
  store: CoreDeps["store"],
  { workspaceId }: Principal,
  id: ApiKeyId,
): Promise<Stored<ApiKeyRecord> | undefined> {
  for await (const stored of eachRecord(store, apiKeys, { index: "byWorkspace", partition: workspaceId })) {
    const { value } = stored;
    if (value.id !== id && value.role === "admin" && value.revokedAt === null) return stored;
  }
  return undefined;
}
