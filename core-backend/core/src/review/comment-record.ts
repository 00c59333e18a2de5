import { commentSchema, workspaceIdSchema } from "@assetql/contract";
import type { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const commentRecordSchema = commentSchema.extend({ workspaceId: workspaceIdSchema });
export type CommentRecord = z.infer<typeof commentRecordSchema>;

export const comments: Collection<CommentRecord> = {
  name: "comments",
  parse: (value) => commentRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byAsset: ({ assetId, createdAt }) => ({ partition: assetId, sort: sortableTime(createdAt) }),
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};
