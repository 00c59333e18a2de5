import { type AuditRecord, operations } from "@assetql/contract";
import { toError } from "./call/decode.ts";
import { encodeUrl } from "./call/encode.ts";
import { UnexpectedResponseError } from "./call/errors.ts";
import type { Transport } from "./call/transport.ts";
import type { Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type ListOptions = QueryOf<"listAudit">;
type ExportOptions = QueryOf<"exportAudit">;

export interface Audit {
  /** Newest first. A filtered page may be short and still have a cursor. */
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listAudit">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<AuditRecord, void, undefined>;
  /** Every record that fits, oldest first: CSV, or with `format: "ndjson"` a JSON document a line. */
  export(query?: ExportOptions, options?: CallOptions): Promise<ReadableStream<Uint8Array>>;
}

interface Connection {
  readonly baseUrl: string;
  readonly headers: () => Readonly<Record<string, string>>;
  readonly transport: Transport;
}

export function createAudit(call: Call, { baseUrl, headers, transport }: Connection): Audit {
  const list: Audit["list"] = (query = {}, options) => call("listAudit", { query }, options);
  return {
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    async export(query = {}, options) {
      const { method, path } = operations.exportAudit;
      const response = await transport({
        method,
        url: encodeUrl(baseUrl, path, { query }),
        headers: headers(),
        repeatable: true,
        signal: options?.signal,
      });
      if (!response.ok) throw await toError(response);
      if (response.body === null) throw new UnexpectedResponseError(response.status, "The export is empty.");
      return response.body;
    },
  };
}
