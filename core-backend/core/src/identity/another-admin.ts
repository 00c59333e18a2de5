import type { WorkspaceId } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { type Action, replace } from "../ports/index.ts";
import { eachRecord } from "../shared/pages.ts";
import { apiKeys, isActive } from "./api-key-record.ts";
import { memberships } from "./membership-record.ts";

/**
 * The action that writes an admin of the workspace, a key that has no end or a member, other than `except`, as it is; none when
 * there is no other. It goes into the transaction that takes `except` away, so that two admins who take each other
 * away at once cannot both succeed.
 */
export async function holdAnotherAdmin(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  workspaceId: WorkspaceId,
  except: string,
): Promise<Action | undefined> {
  const query = { index: "byWorkspace", partition: workspaceId };
  for await (const { value, revision } of eachRecord(store, apiKeys, query)) {
    // One that ends by itself would leave nobody a little later.
    const stays = value.expiresAt === null && isActive(value, clock.now());
    if (stays && value.role === "admin" && value.id !== except) return replace(apiKeys, value, revision);
  }
  for await (const { value, revision } of eachRecord(store, memberships, query)) {
    if (value.role === "admin" && value.userId !== except) return replace(memberships, value, revision);
  }
  return undefined;
}
