import { z } from "zod";
import { batchIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import {
  batchPreviewSchema,
  batchSchema,
  batchStatuses,
  createBatchSchema,
  previewBatchSchema,
} from "../resources/batch.ts";
import { taskSchema, taskStatuses } from "../resources/task.ts";
import { MULTIPART_LIMIT_BYTES, operation } from "./operation.ts";

const params = z.object({ id: batchIdSchema });

const csvFile = {
  jsonFields: ["config"],
  files: { csv: { maxCount: 1, maxBytes: MULTIPART_LIMIT_BYTES, description: "The CSV, a row an image" } },
} as const;

export const batchOperations = {
  createBatch: operation({
    id: "createBatch",
    method: "POST",
    path: "/api/v1/batches",
    tag: "Batches",
    summary: "Submit a batch: one image for every row of a CSV",
    role: "creator",
    body: { schema: createBatchSchema, multipart: csvFile },
    response: { kind: "json", status: 201, schema: batchSchema },
    idempotent: true,
    problems: ["input-invalid", "not-found", "upload-missing"],
  }),
  previewBatch: operation({
    id: "previewBatch",
    method: "POST",
    path: "/api/v1/batches/preview",
    tag: "Batches",
    summary: "The first prompts, every problem of the CSV and the template, estimated cost and time",
    role: "viewer",
    body: { schema: previewBatchSchema, multipart: csvFile },
    response: { kind: "json", status: 200, schema: batchPreviewSchema },
    problems: ["not-found", "upload-missing"],
  }),
  listBatches: operation({
    id: "listBatches",
    method: "GET",
    path: "/api/v1/batches",
    tag: "Batches",
    summary: "The workspace's batches, newest first",
    role: "viewer",
    query: pageQuerySchema.extend({ status: z.enum(batchStatuses).optional() }),
    response: { kind: "json", status: 200, schema: pageOf(batchSchema, "BatchPage") },
    problems: ["cursor-invalid"],
  }),
  getBatch: operation({
    id: "getBatch",
    method: "GET",
    path: "/api/v1/batches/{id}",
    tag: "Batches",
    summary: "A batch with its progress and statistics",
    role: "viewer",
    params,
    response: { kind: "json", status: 200, schema: batchSchema },
    problems: ["not-found"],
  }),
  deleteBatch: operation({
    id: "deleteBatch",
    method: "DELETE",
    path: "/api/v1/batches/{id}",
    tag: "Batches",
    summary: "Delete a batch that has ended, with its tasks, assets and files",
    role: "creator",
    params,
    response: { kind: "empty", status: 204 },
    problems: ["not-found", "batch-running"],
  }),
  listTasks: operation({
    id: "listTasks",
    method: "GET",
    path: "/api/v1/batches/{id}/tasks",
    tag: "Batches",
    summary: "A batch's tasks in the order of its rows; a row appears once it was distributed",
    role: "viewer",
    params,
    query: pageQuerySchema.extend({ status: z.enum(taskStatuses).optional() }),
    response: { kind: "json", status: 200, schema: pageOf(taskSchema, "TaskPage") },
    problems: ["not-found", "cursor-invalid"],
  }),
};
