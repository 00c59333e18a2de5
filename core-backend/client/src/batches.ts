import type {
  Asset,
  Batch,
  BatchPreview,
  CreateBatchInput,
  IncomingFile,
  PreviewBatchInput,
  Task,
} from "@assetql/contract";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { type Bell, createBell } from "./live/bell.ts";
import type { Live } from "./live/live.ts";
import { allItems } from "./transfer/pages.ts";
import { type PollOptions, poll } from "./transfer/poll.ts";
import { INLINE_LIMIT_BYTES, sendAll, type Uploads } from "./transfer/uploads.ts";

/** Any size; a `Blob` is what a browser's file input gives. */
export type CsvSource = string | Uint8Array | Blob;

/** The CSV itself, or as the id of an upload. */
export type WithCsv<Input> = Omit<Input, "csv"> & { readonly csv?: CsvSource | undefined };
export type NewBatch = WithCsv<CreateBatchInput>;
export type BatchDraft = WithCsv<PreviewBatchInput>;

type ListOptions = QueryOf<"listBatches">;
type TaskOptions = QueryOf<"listTasks">;

export interface Batches {
  create(input: NewBatch, options?: CallOptions): Promise<Batch>;
  preview(input: BatchDraft, options?: CallOptions): Promise<BatchPreview>;
  get(id: string, options?: CallOptions): Promise<Batch>;
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listBatches">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<Batch, void, undefined>;
  update(id: string, changes: BodyOf<"updateBatch">, options?: CallOptions): Promise<Batch>;
  pause(id: string, options?: CallOptions): Promise<Batch>;
  resume(id: string, options?: CallOptions): Promise<Batch>;
  cancel(id: string, options?: CallOptions): Promise<Batch>;
  /** Gives every failed task three more tries. */
  retryFailed(id: string, options?: CallOptions): Promise<Batch>;
  delete(id: string, options?: CallOptions): Promise<void>;
  task(taskId: string, options?: CallOptions): Promise<Task>;
  /** Accepts a task's best image below the gate. */
  acceptBestTry(taskId: string, options?: CallOptions): Promise<Asset>;
  tasks(id: string, query?: TaskOptions, options?: CallOptions): Promise<CallResult<"listTasks">>;
  allTasks(id: string, query?: TaskOptions, options?: CallOptions): AsyncGenerator<Task, void, undefined>;
  /**
   * Follows a batch until it is completed, failed or cancelled. Live updates tell when to read it again; where there
   * are none, it is read at intervals.
   */
  watch(id: string, options?: PollOptions<Batch>): Promise<Batch>;
}

const ended: ReadonlySet<Batch["status"]> = new Set(["completed", "failed", "cancelled"]);

export function createBatches(call: Call, uploads: Uploads, live: Live): Batches {
  const get: Batches["get"] = (id, options) => call("getBatch", { params: { id } }, options);
  const list: Batches["list"] = (query = {}, options) => call("listBatches", { query }, options);
  const tasks: Batches["tasks"] = (id, query = {}, options) =>
    call("listTasks", { params: { id }, query }, options);
  return {
    async create(input, options = {}) {
      return call("createBatch", await placeCsv(uploads, input, options), options);
    },
    async preview(input, options = {}) {
      return call("previewBatch", await placeCsv(uploads, input, options), options);
    },
    get,
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    update: (id, body, options) => call("updateBatch", { params: { id }, body }, options),
    pause: (id, options) => call("pauseBatch", { params: { id } }, options),
    resume: (id, options) => call("resumeBatch", { params: { id } }, options),
    cancel: (id, options) => call("cancelBatch", { params: { id } }, options),
    retryFailed: (id, options) => call("retryFailedTasks", { params: { id } }, options),
    async delete(id, options) {
      await call("deleteBatch", { params: { id } }, options);
    },
    task: (id, options) => call("getTask", { params: { id } }, options),
    acceptBestTry: (id, options) => call("acceptBestTry", { params: { id } }, options),
    tasks,
    allTasks: (id, query, options) => allItems((cursor) => tasks(id, { ...query, cursor }, options)),
    async watch(id, options) {
      let bell: Bell | undefined;
      try {
        return await poll(
          {
            read: (signal) => get(id, { signal }),
            isOver: ({ status }) => ended.has(status),
            stateOf: ({ status, seq }) => `${status} ${seq}`,
            pause(times) {
              bell ??= createBell(live, { batchId: id }, options?.signal);
              return bell.pause(times);
            },
          },
          options,
        );
      } finally {
        bell?.stop();
      }
    },
  };
}

/** The CSV within the call as a file, or uploaded first if it is large. */
export async function placeCsv<Input extends { readonly csv?: CsvSource | undefined }>(
  uploads: Uploads,
  { csv, ...body }: Input,
  options: CallOptions,
): Promise<{
  body: Omit<Input, "csv"> & { csvUploadId?: string };
  files?: { csv: readonly IncomingFile[] };
}> {
  if (csv === undefined) return { body };
  const bytes = await toBytes(csv);
  const file = { name: "rows.csv", bytes };
  if (bytes.byteLength <= INLINE_LIMIT_BYTES) return { body, files: { csv: [file] } };
  const [csvUploadId] = await sendAll(uploads, [{ ...file, purpose: "csv" }], options);
  return { body: { ...body, ...(csvUploadId === undefined ? {} : { csvUploadId }) } };
}

async function toBytes(csv: CsvSource): Promise<Uint8Array> {
  if (typeof csv === "string") return new TextEncoder().encode(csv);
  return csv instanceof Blob ? new Uint8Array(await csv.arrayBuffer()) : csv;
}
