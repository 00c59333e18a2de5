import { type Operation, operations } from "@assetql/contract";
import { decode, toError } from "./decode.ts";
import { encodeBody, encodeUrl, type Files, type Members } from "./encode.ts";
import type { OutgoingRequest, Transport } from "./transport.ts";
import type { Call, CallOptions } from "./types.ts";

export interface ClientCredentials {
  /** Asked anew for each request; `undefined` where there is none. */
  readonly apiKey: (() => string) | undefined;
  readonly workspaceId?: string | undefined;
}

interface Connection extends ClientCredentials {
  readonly baseUrl: string;
  readonly transport: Transport;
}

/** The headers that say who calls, and in which workspace. */
export const credentialHeaders = ({ apiKey, workspaceId }: ClientCredentials): Record<string, string> => ({
  ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey()}` }),
  ...(workspaceId === undefined ? {} : { "X-Workspace-Id": workspaceId }),
});

interface Input {
  readonly params?: Members;
  readonly query?: Members;
  readonly body?: Members;
  readonly files?: Files;
}

/**
 * The one way to the API: builds the request from the contract's table, sends it, and parses the answer by it.
 * Calls throw `ApiProblemError`, `ConnectionError` and `UnexpectedResponseError`.
 */
export function createCall(connection: Connection): Call {
  const call = async (
    id: keyof typeof operations,
    input: Input,
    options: CallOptions = {},
  ): Promise<unknown> => {
    const operation: Operation = operations[id];
    const response = await connection.transport(toRequest(connection, operation, { input, options }));
    const { status } = operation.response;
    if (!response.ok && response.status !== status && response.type !== "opaqueredirect") {
      throw await toError(response);
    }
    return decode(operation, response);
  };
  // The parse boundary: `decode` has parsed the result by the schema its type is inferred from.
  return call as Call;
}

function toRequest(
  { baseUrl, ...credentials }: Connection,
  operation: Operation,
  { input, options }: { input: Input; options: CallOptions },
): OutgoingRequest {
  const key = operation.idempotent && (options.idempotencyKey ?? newIdempotencyKey());
  const encoded = operation.body && encodeBody(operation.body, input.body ?? {}, input.files ?? {});
  return {
    method: operation.method,
    url: encodeUrl(baseUrl, operation.path, input),
    headers: {
      Accept: "application/json",
      ...(operation.role === "public" ? {} : credentialHeaders(credentials)),
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
      ...(encoded?.contentType === undefined ? {} : { "Content-Type": encoded.contentType }),
    },
    body: encoded?.body,
    redirect: operation.response.kind === "redirect" ? "manual" : "follow",
    repeatable: operation.method === "GET" || key !== undefined,
    signal: options.signal,
  };
}

/** 128 random bits. `crypto.randomUUID` is missing in pages that came over plain HTTP, as from a hub in the same network. */
const newIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
