import type { OperationId } from "@assetql/contract";
import type { ResultOf } from "./handler.ts";

/** Where what a call made can be read: the `Location` of its answer. */
export const locations: { readonly [Id in OperationId]?: (result: ResultOf<Id>) => string } = {
  createBatch: ({ id }) => `/api/v1/batches/${id}`,
  createStyle: ({ id }) => `/api/v1/styles/${id}`,
  createSchedule: ({ id }) => `/api/v1/schedules/${id}`,
  runSchedule: ({ id }) => `/api/v1/batches/${id}`,
  createTarget: ({ id }) => `/api/v1/targets/${id}`,
  createTargetBatch: ({ id }) => `/api/v1/batches/${id}`,
  createPublication: ({ id }) => `/api/v1/publications/${id}`,
  createWorkspace: ({ id }) => `/api/v1/workspaces/${id}`,
  createWebhook: ({ id }) => `/api/v1/webhooks/${id}`,
  createExport: ({ id }) => `/api/v1/export/${id}/status`,
};
