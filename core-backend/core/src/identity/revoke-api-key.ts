import { type ApiKeyId, ProblemError } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { eachRecord } from "../shared/pages.ts";
import { apiKeys } from "./api-key-record.ts";

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
  if (key.role === "admin" && !(await hasAnotherAdmin(store, principal, id))) {
    throw new ProblemError(
      "last-admin-key",
      "This is the workspace's only admin key. Create another admin key before you revoke it.",
    );
  }
  await store.transact([replace(apiKeys, { ...key, revokedAt: clock.now() }, revision)]);
}

async function hasAnotherAdmin(
  store: CoreDeps["store"],
  { workspaceId }: Principal,
  id: ApiKeyId,
): Promise<boolean> {
  for await (const { value } of eachRecord(store, apiKeys, {
    index: "byWorkspace",
    partition: workspaceId,
  })) {
    if (value.id !== id && value.role === "admin" && value.revokedAt === null) return true;
  }
  return false;
}
