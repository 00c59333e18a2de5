import type { OperationId } from "@assetql/contract";
import type { ResultOf } from "./handler.ts";

/** Where what a call made can be read: the `Location` of its answer. */
export const locations: { readonly [Id in OperationId]?: (result: ResultOf<Id>) => string } = {
  createBatch: ({ id }) => `/api/v1/batches/${id}`,
  createStyle: ({ id }) => `/api/v1/styles/${id}`,
  createSchedule: ({ id }) => `/api/v1/schedules/${id}`,
  runSchedule: ({ id }) => `/api/v1/batches/${id}`,
  createWorkspace: ({ id }) => `/api/v1/workspaces/${id}`,
  createExport: ({ id }) => `/api/v1/export/${id}/status`,
};
