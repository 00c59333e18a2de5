import { timingSafeEqual } from "node:crypto";
import type { CoreDeps, Principal } from "../deps.ts";
import { apiKeyIdOf } from "../shared/ids.ts";
import { apiKeys, hashSecret } from "./api-key-record.ts";

/** The principal of an API key's secret; `undefined` for a key that is unknown or revoked. */
export async function authenticate(
  { store }: Pick<CoreDeps, "store">,
  secret: string,
): Promise<Principal | undefined> {
  const hash = hashSecret(secret);
  const key = (await store.get(apiKeys, apiKeyIdOf(hash)))?.value;
  if (key === undefined || key.revokedAt !== null) return undefined;
  if (!timingSafeEqual(Buffer.from(hash), Buffer.from(key.secretHash))) return undefined;
  return { workspaceId: key.workspaceId, userId: key.id, role: key.role };
}
