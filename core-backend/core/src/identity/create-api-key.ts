import type { CreateApiKey, CreatedApiKey } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { create } from "../ports/index.ts";
import { apiKeys, newApiKey, toApiKey } from "./api-key-record.ts";

const DAY_MS = 24 * 3600 * 1000;

/** Creates a key of the principal's workspace. Its secret is in the answer and nowhere else. */
export async function createApiKey(
  deps: Pick<CoreDeps, "store" | "clock" | "random">,
  principal: Principal,
  { name, role, expiresInDays }: CreateApiKey,
): Promise<CreatedApiKey> {
  const now = deps.clock.now();
  const { record, secret } = newApiKey({
    workspaceId: principal.workspaceId,
    name,
    role,
    operator: false,
    expiresAt: expiresInDays === undefined ? null : now + expiresInDays * DAY_MS,
    now,
  });
  const key = toApiKey(record);
  await deps.store.transact([
    create(apiKeys, record),
    audit(deps, principal, { action: "api-key.created", subject: record.id, after: key }),
  ]);
  return { ...key, secret };
}
