import type { CreateExportInput, Export } from "@assetql/contract";
import { toError } from "./call/decode.ts";
import { UnexpectedResponseError } from "./call/errors.ts";
import type { Transport } from "./call/transport.ts";
import type { Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";
import { type PollOptions, poll } from "./transfer/poll.ts";

export interface Download {
  readonly stream: ReadableStream<Uint8Array>;
  /** Length of the whole package, if the server said it. */
  readonly bytes: number | undefined;
}

export interface Exports {
  create(input: CreateExportInput, options?: CallOptions): Promise<Export>;
  status(id: string, options?: CallOptions): Promise<Export>;
  list(query?: QueryOf<"listExports">, options?: CallOptions): Promise<CallResult<"listExports">>;
  listAll(query?: QueryOf<"listExports">, options?: CallOptions): AsyncGenerator<Export, void, undefined>;
  delete(id: string, options?: CallOptions): Promise<void>;
  /** Follows an export until it is completed or failed. */
  wait(id: string, options?: PollOptions<Export>): Promise<Export>;
  /** Opens the ZIP of a completed export, as in `(await exports.download(id)).stream.pipeTo(file)`. */
  download(id: string, options?: CallOptions): Promise<Download>;
}

export function createExports(call: Call, transport: Transport, baseUrl: string): Exports {
  const status: Exports["status"] = (id, options) => call("getExportStatus", { params: { id } }, options);
  const list: Exports["list"] = (query = {}, options) => call("listExports", { query }, options);
  return {
    create: (body, options) => call("createExport", { body }, options),
    status,
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    async delete(id, options) {
      await call("deleteExport", { params: { id } }, options);
    },
    wait: (id, options) =>
      poll(
        {
          read: (signal) => status(id, { signal }),
          isOver: (job) => job.status === "completed" || job.status === "failed",
          stateOf: (job) => `${job.status} ${job.processedAssets}`,
        },
        options,
      ),
    async download(id, options) {
      const { downloadUrl } = await status(id, options);
      // Without a URL, the download call says why: not ready, failed or expired.
      const address = downloadUrl ?? (await call("downloadExport", { params: { id } }, options));
      const url = new URL(address, baseUrl);
      const response = await transport({
        method: "GET",
        url,
        headers: {},
        repeatable: true,
        signal: options?.signal,
      });
      if (!response.ok) throw await toError(response);
      return toDownload(response);
    },
  };
}

function toDownload({ status, headers, body }: Response): Download {
  if (body === null) throw new UnexpectedResponseError(status, "The download is empty.");
  const length = headers.get("Content-Length");
  return { stream: body, bytes: length === null ? undefined : Number(length) };
}
