import type { CoreDeps } from "../deps.ts";
import { create, replace } from "../ports/index.ts";
import { HOME_WORKSPACE } from "../workspaces/home-workspace.ts";
import { apiKeyIdOfSecret, apiKeys, isActive, newApiKey } from "./api-key-record.ts";

export interface OperatorKey {
  readonly secret: string;
  /** False when `kept` still opens the hub. */
  readonly created: boolean;
}

/** The operator's key of a hub: the kept one while it is good, else a new one of the home workspace. */
export async function ensureOperatorKey(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  kept: string | undefined,
): Promise<OperatorKey> {
  const found = kept === undefined ? undefined : await store.get(apiKeys, apiKeyIdOfSecret(kept));
  if (kept !== undefined && found !== undefined && isActive(found.value, clock.now())) {
    // Made before there were operators.
    if (!found.value.operator) {
      await store.transact([replace(apiKeys, { ...found.value, operator: true }, found.revision)]);
    }
    return { secret: kept, created: false };
  }
  const { record, secret } = newApiKey({
    workspaceId: HOME_WORKSPACE,
    name: "First admin key",
    role: "admin",
    operator: true,
    expiresAt: null,
    now: clock.now(),
  });
  await store.transact([create(apiKeys, record)]);
  return { secret, created: true };
}
