import { z } from "zod";
import { scheduleIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import { batchSchema } from "../resources/batch.ts";
import { createScheduleSchema, scheduleSchema, updateScheduleSchema } from "../resources/schedule.ts";
import { MULTIPART_LIMIT_BYTES, operation } from "./operation.ts";

const params = z.object({ id: scheduleIdSchema });

const csvFile = {
  jsonFields: ["batch", "at"],
  files: { csv: { maxCount: 1, maxBytes: MULTIPART_LIMIT_BYTES, description: "The CSV, a row an image" } },
} as const;

export const scheduleOperations = {
  createSchedule: operation({
    id: "createSchedule",
    method: "POST",
    path: "/api/v1/schedules",
    tag: "Schedules",
    summary: "Have a batch made at a time, or again and again",
    role: "creator",
    body: { schema: createScheduleSchema, multipart: csvFile },
    response: { kind: "json", status: 201, schema: scheduleSchema },
    idempotent: true,
    problems: ["input-invalid", "not-found", "upload-missing"],
  }),
  listSchedules: operation({
    id: "listSchedules",
    method: "GET",
    path: "/api/v1/schedules",
    tag: "Schedules",
    summary: "The workspace's schedules, newest first",
    role: "viewer",
    query: pageQuerySchema,
    response: { kind: "json", status: 200, schema: pageOf(scheduleSchema, "SchedulePage") },
    problems: ["cursor-invalid"],
  }),
  getSchedule: operation({
    id: "getSchedule",
    method: "GET",
    path: "/api/v1/schedules/{id}",
    tag: "Schedules",
    summary: "A schedule with its next and its last run",
    role: "viewer",
    params,
    response: { kind: "json", status: 200, schema: scheduleSchema },
    problems: ["not-found"],
  }),
  updateSchedule: operation({
    id: "updateSchedule",
    method: "PATCH",
    path: "/api/v1/schedules/{id}",
    tag: "Schedules",
    summary: "Rename, pause or resume a schedule, or change its times",
    role: "creator",
    params,
    body: { schema: updateScheduleSchema },
    response: { kind: "json", status: 200, schema: scheduleSchema },
    problems: ["not-found", "conflict"],
  }),
  deleteSchedule: operation({
    id: "deleteSchedule",
    method: "DELETE",
    path: "/api/v1/schedules/{id}",
    tag: "Schedules",
    summary: "Delete a schedule; the batches it made stay",
    role: "creator",
    params,
    response: { kind: "empty", status: 204 },
    problems: ["not-found", "conflict"],
  }),
  runSchedule: operation({
    id: "runSchedule",
    method: "POST",
    path: "/api/v1/schedules/{id}/run",
    tag: "Schedules",
    summary: "Make a schedule's batch now, whatever its times",
    role: "creator",
    params,
    response: { kind: "json", status: 201, schema: batchSchema },
    idempotent: true,
    problems: ["input-invalid", "not-found", "quota-exceeded"],
  }),
};
