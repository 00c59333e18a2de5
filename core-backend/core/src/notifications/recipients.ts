import type { WorkspaceId } from "@assetql/contract";
import type { RecordStore } from "../ports/index.ts";
import { workspaces } from "../workspaces/workspace-record.ts";

/** The addresses that are told what happens in a workspace, each once; none in one that was deleted. */
export async function recipientsOf(store: RecordStore, workspaceId: WorkspaceId): Promise<readonly string[]> {
  const workspace = (await store.get(workspaces, workspaceId))?.value;
  if (workspace === undefined || workspace.erasedAt !== null) return [];
  return [...new Map(workspace.notifyEmails.map((email) => [email.toLowerCase(), email])).values()];
}
