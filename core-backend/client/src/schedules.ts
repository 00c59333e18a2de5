import type { Batch, CreateScheduleInput, Schedule } from "@assetql/contract";
import { placeCsv, type WithCsv } from "./batches.ts";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";
import type { Uploads } from "./transfer/uploads.ts";

/** When, by `cron` and `timeZone` or by `at`, and the batch that is made then. */
export type NewSchedule = Omit<CreateScheduleInput, "batch"> & {
  readonly batch: WithCsv<CreateScheduleInput["batch"]>;
};

type ListOptions = QueryOf<"listSchedules">;

export interface Schedules {
  create(input: NewSchedule, options?: CallOptions): Promise<Schedule>;
  get(id: string, options?: CallOptions): Promise<Schedule>;
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listSchedules">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<Schedule, void, undefined>;
  update(id: string, changes: BodyOf<"updateSchedule">, options?: CallOptions): Promise<Schedule>;
  pause(id: string, options?: CallOptions): Promise<Schedule>;
  resume(id: string, options?: CallOptions): Promise<Schedule>;
  /** Makes its batch now, whatever its times. */
  run(id: string, options?: CallOptions): Promise<Batch>;
  /** The batches it made stay. */
  delete(id: string, options?: CallOptions): Promise<void>;
}

export function createSchedules(call: Call, uploads: Uploads): Schedules {
  const list: Schedules["list"] = (query = {}, options) => call("listSchedules", { query }, options);
  const update: Schedules["update"] = (id, body, options) =>
    call("updateSchedule", { params: { id }, body }, options);
  return {
    async create({ batch, ...rest }, options = {}) {
      const { body, ...files } = await placeCsv(uploads, batch, options);
      return call("createSchedule", { body: { ...rest, batch: body }, ...files }, options);
    },
    get: (id, options) => call("getSchedule", { params: { id } }, options),
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    update,
    pause: (id, options) => update(id, { status: "paused" }, options),
    resume: (id, options) => update(id, { status: "active" }, options),
    run: (id, options) => call("runSchedule", { params: { id } }, options),
    async delete(id, options) {
      await call("deleteSchedule", { params: { id } }, options);
    },
  };
}
