import { createBatch, deleteBatch, getBatch, listBatches, listTasks, previewBatch } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const batchHandlers: Pick<
  Handlers,
  "createBatch" | "previewBatch" | "listBatches" | "getBatch" | "deleteBatch" | "listTasks"
> = {
  createBatch: ({ api, principal, body, files, idempotencyKey }) =>
    createBatch(api.core, principal, { ...body, csvFile: files.csv[0], idempotencyKey }),
  previewBatch: ({ api, principal, body, files }) =>
    previewBatch(api.core, principal, { ...body, csvFile: files.csv[0] }),
  listBatches: ({ api, principal, query }) => listBatches(api.core, principal, query),
  getBatch: ({ api, principal, params }) => getBatch(api.core, principal, params),
  deleteBatch: ({ api, principal, params }) => deleteBatch(api.core, principal, params),
  listTasks: ({ api, principal, params, query }) => listTasks(api.core, principal, { ...params, ...query }),
};
