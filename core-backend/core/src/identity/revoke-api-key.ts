import { type ApiKeyId, ProblemError } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { holdAnotherAdmin } from "./another-admin.ts";
import { type ApiKeyRecord, apiKeys, assertMayEnd, isActive } from "./api-key-record.ts";

/**
 * Revokes a key at once. Throws the problems `not-found`, `forbidden` for the operator's key, and `last-admin-key`:
 * without an admin, nobody could make another key.
 */
export async function revokeApiKey(
  deps: Pick<CoreDeps, "store" | "clock" | "random">,
  principal: Principal,
  { id }: { id: ApiKeyId },
): Promise<void> {
  const { value: key, revision } = await getOwned(deps, principal, {
    collection: apiKeys,
    id,
    what: "API key",
  });
  if (key.revokedAt !== null) return;
  assertMayEnd(principal, key);
  const now = deps.clock.now();
  const revoked: ApiKeyRecord = { ...key, revokedAt: now };
  const revocation = [
    replace(apiKeys, revoked, revision),
    audit(deps, principal, { action: "api-key.revoked", subject: id, before: key, after: revoked }),
  ];
  if (key.role !== "admin" || !isActive(key, now)) return deps.store.transact(revocation);
  const other = await holdAnotherAdmin(deps, key.workspaceId, id);
  if (other === undefined) {
    throw new ProblemError(
      "last-admin-key",
      "This is the workspace's only admin. Create another admin key before you revoke it.",
    );
  }
  await deps.store.transact([...revocation, other]);
}
