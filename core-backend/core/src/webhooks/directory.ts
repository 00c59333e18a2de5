import type { WebhookId, WorkspaceId } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { type Action, create, replace } from "../ports/index.ts";
import { emptyDirectory, webhookDirectories } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store">;

export async function directoryOf({ store }: Deps, workspaceId: WorkspaceId) {
  return (await store.get(webhookDirectories, workspaceId))?.value ?? emptyDirectory(workspaceId);
}

/** The action that notes what a webhook is from now on. */
export async function listAs(
  { store }: Deps,
  workspaceId: WorkspaceId,
  { id, as }: { id: WebhookId; as: "enabled" | "disabled" | "gone" },
): Promise<Action> {
  const stored = await store.get(webhookDirectories, workspaceId);
  const { all, enabled } = stored?.value ?? emptyDirectory(workspaceId);
  const others = { all: all.filter((one) => one !== id), enabled: enabled.filter((one) => one !== id) };
  const next = {
    id: workspaceId,
    all: as === "gone" ? others.all : [...others.all, id],
    enabled: as === "enabled" ? [...others.enabled, id] : others.enabled,
  };
  return stored === undefined
    ? create(webhookDirectories, next)
    : replace(webhookDirectories, next, stored.revision);
}
