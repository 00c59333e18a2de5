import { type ApiKeyId, type CreatedApiKey, ProblemError, type RotateApiKey } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { create, replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { type ApiKeyRecord, apiKeys, assertMayEnd, isActive, newApiKey, toApiKey } from "./api-key-record.ts";

const HOUR_MS = 3600 * 1000;

/**
 * Makes a key with the same name, role and lifetime, and lets the old one end after the overlap, or earlier if it
 * would have. Throws the problems `not-found` and `api-key-state` (the old one has ended or was rotated before) and
 * `forbidden` for the operator's key.
 */
export async function rotateApiKey(
  deps: Pick<CoreDeps, "store" | "clock" | "random">,
  principal: Principal,
  { id, overlapHours }: RotateApiKey & { id: ApiKeyId },
): Promise<CreatedApiKey> {
  const { value: old, revision } = await getOwned(deps, principal, {
    collection: apiKeys,
    id,
    what: "API key",
  });
  const now = deps.clock.now();
  assertMayEnd(principal, old);
  assertRotatable(old, now);
  const { record, secret } = newApiKey({
    workspaceId: old.workspaceId,
    name: old.name,
    role: old.role,
    operator: old.operator,
    expiresAt: old.expiresAt === null ? null : now + (old.expiresAt - old.createdAt),
    now,
  });
  const expiresAt = Math.min(old.expiresAt ?? Number.POSITIVE_INFINITY, now + overlapHours * HOUR_MS);
  const ending: ApiKeyRecord = { ...old, rotatedTo: record.id, expiresAt };
  await deps.store.transact([
    create(apiKeys, record),
    replace(apiKeys, ending, revision),
    audit(deps, principal, { action: "api-key.rotated", subject: id, before: old, after: ending }),
  ]);
  return { ...toApiKey(record), secret };
}

function assertRotatable(key: ApiKeyRecord, now: number): void {
  if (key.rotatedTo !== null) {
    throw new ProblemError(
      "api-key-state",
      `This key was rotated already; rotate the one that took its place (${key.rotatedTo}).`,
    );
  }
  if (isActive(key, now)) return;
  const how = key.revokedAt === null ? "has expired" : "was revoked";
  throw new ProblemError("api-key-state", `This key ${how}. Create a new one instead.`);
}
