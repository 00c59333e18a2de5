import type { CreateApiKey, CreatedApiKey } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { create } from "../ports/index.ts";
import { apiKeyIdOf } from "../shared/ids.ts";
import { type ApiKeyRecord, apiKeys, hashSecret, newSecret, toApiKey } from "./api-key-record.ts";

/** Creates a key of the principal's workspace. Its secret is in the answer and nowhere else. */
export async function createApiKey(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  { workspaceId }: Pick<Principal, "workspaceId">,
  { name, role }: CreateApiKey,
): Promise<CreatedApiKey> {
  const secret = newSecret();
  const secretHash = hashSecret(secret);
  const record: ApiKeyRecord = {
    id: apiKeyIdOf(secretHash),
    workspaceId,
    name,
    role,
    hint: `${secret.slice(0, 8)}…`,
    createdAt: clock.now(),
    revokedAt: null,
    secretHash,
  };
  await store.transact([create(apiKeys, record)]);
  return { ...toApiKey(record), secret };
}
