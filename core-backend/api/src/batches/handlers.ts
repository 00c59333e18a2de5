import {
  acceptBestTry,
  controlBatch,
  createBatch,
  deleteBatch,
  getBatch,
  getTask,
  listBatches,
  listTasks,
  previewBatch,
  updateBatch,
} from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const batchHandlers: Pick<
  Handlers,
  | "createBatch"
  | "previewBatch"
  | "listBatches"
  | "getBatch"
  | "updateBatch"
  | "deleteBatch"
  | "pauseBatch"
  | "resumeBatch"
  | "cancelBatch"
  | "retryFailedTasks"
  | "listTasks"
  | "getTask"
  | "acceptBestTry"
> = {
  updateBatch: ({ api, principal, params, body }) => updateBatch(api.core, principal, { ...body, ...params }),
  pauseBatch: ({ api, principal, params }) =>
    controlBatch(api.core, principal, { ...params, asked: "pause" }),
  resumeBatch: ({ api, principal, params }) =>
    controlBatch(api.core, principal, { ...params, asked: "resume" }),
  cancelBatch: ({ api, principal, params }) =>
    controlBatch(api.core, principal, { ...params, asked: "cancel" }),
  retryFailedTasks: ({ api, principal, params }) =>
    controlBatch(api.core, principal, { ...params, asked: "retry-failed" }),
  getTask: ({ api, principal, params }) => getTask(api.core, principal, params),
  acceptBestTry: ({ api, principal, params }) => acceptBestTry(api.core, principal, params),
  createBatch: ({ api, principal, body, files, idempotencyKey }) =>
    createBatch(api.core, principal, { ...body, csvFile: files.csv[0], idempotencyKey }),
  previewBatch: ({ api, principal, body, files }) =>
    previewBatch(api.core, principal, { ...body, csvFile: files.csv[0] }),
  listBatches: ({ api, principal, query }) => listBatches(api.core, principal, query),
  getBatch: ({ api, principal, params }) => getBatch(api.core, principal, params),
  deleteBatch: ({ api, principal, params }) => deleteBatch(api.core, principal, params),
  listTasks: ({ api, principal, params, query }) => listTasks(api.core, principal, { ...params, ...query }),
};
