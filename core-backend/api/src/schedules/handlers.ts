import {
  createSchedule,
  deleteSchedule,
  getSchedule,
  listSchedules,
  runScheduleNow,
  updateSchedule,
} from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const scheduleHandlers: Pick<
  Handlers,
  "createSchedule" | "listSchedules" | "getSchedule" | "updateSchedule" | "deleteSchedule" | "runSchedule"
> = {
  createSchedule: ({ api, principal, body, files, idempotencyKey }) =>
    createSchedule(api.core, principal, { ...body, csvFile: files.csv[0], idempotencyKey }),
  listSchedules: ({ api, principal, query }) => listSchedules(api.core, principal, query),
  getSchedule: ({ api, principal, params }) => getSchedule(api.core, principal, params),
  updateSchedule: ({ api, principal, params, body }) =>
    updateSchedule(api.core, principal, { ...params, ...body }),
  deleteSchedule: ({ api, principal, params }) => deleteSchedule(api.core, principal, params),
  runSchedule: ({ api, principal, params, idempotencyKey }) =>
    runScheduleNow(api.core, principal, { ...params, idempotencyKey }),
};
