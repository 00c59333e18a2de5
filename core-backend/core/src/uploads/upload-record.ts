import { uploadSchema, workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const uploadRecordSchema = uploadSchema.omit({ uploadUrl: true }).extend({
  workspaceId: workspaceIdSchema,
  createdBy: z.string(),
});
export type UploadRecord = z.infer<typeof uploadRecordSchema>;

export const uploads: Collection<UploadRecord> = {
  name: "uploads",
  parse: (value) => uploadRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byExpiry: ({ expiresAt }) => ({ partition: "all", sort: sortableTime(expiresAt) }),
    byWorkspace: ({ workspaceId, expiresAt }) => ({ partition: workspaceId, sort: sortableTime(expiresAt) }),
  },
};

export const uploadKey = (id: string): string => `uploads/${id}`;
