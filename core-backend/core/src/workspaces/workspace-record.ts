import { type Workspace, type WorkspaceId, workspaceSchema } from "@assetql/contract";
import { z } from "zod";
import type { Collection, RecordStore } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const workspaceRecordSchema = workspaceSchema.extend({
  erasedAt: z.number().nullable().default(null).describe("Deleted then; the rest of it goes page by page"),
});
export type WorkspaceRecord = z.infer<typeof workspaceRecordSchema>;

/** The one partition of all workspaces. */
export const EVERY_WORKSPACE = "all";

export const workspaces: Collection<WorkspaceRecord> = {
  name: "workspaces",
  parse: (value) => workspaceRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    all: ({ createdAt, erasedAt }) =>
      erasedAt === null ? { partition: EVERY_WORKSPACE, sort: sortableTime(createdAt) } : undefined,
  },
};

export function toWorkspace({ erasedAt: _, ...workspace }: WorkspaceRecord): Workspace {
  return workspace;
}

/** Whether the workspace was deleted and its remains are still being removed: then nobody may enter it. */
export async function isErased(
  { store }: { readonly store: RecordStore },
  id: WorkspaceId,
): Promise<boolean> {
  return ((await store.get(workspaces, id))?.value.erasedAt ?? null) !== null;
}
