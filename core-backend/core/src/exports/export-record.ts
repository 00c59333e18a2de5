import { assetIdSchema, exportInclusions, exportOptionsSchema, exportSchema } from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

export const exportRecordSchema = exportSchema.omit({ downloadUrl: true }).extend({
  name: z.string().describe("Of the package's folder and file"),
  options: exportOptionsSchema,
  /** `null`: every asset of the batch. */
  assetIds: z.array(assetIdSchema).nullable(),
  include: z.enum(exportInclusions).default("all"),
  failures: z.int(),
});
export type ExportRecord = z.infer<typeof exportRecordSchema>;

export const exportJobs: Collection<ExportRecord> = {
  name: "exports",
  parse: (value) => exportRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byBatch: ({ batchId, createdAt }) =>
      batchId === null ? undefined : { partition: batchId, sort: sortableTime(createdAt) },
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

export const exportKey = (id: string): string => `exports/${id}.zip`;
