import { type Assets, createAssets } from "./assets.ts";
import { type Batches, createBatches } from "./batches.ts";
import { createCall } from "./call/create-call.ts";
import { createTransport, type Transport } from "./call/transport.ts";
import type { Call, CallOptions, CallResult } from "./call/types.ts";
import { anySignal } from "./call/wait.ts";
import { createExports, type Exports } from "./exports.ts";
import { createKeys, type Keys } from "./keys.ts";
import { createStyles, type Styles } from "./styles.ts";
import { createUploads, type Uploads } from "./transfer/uploads.ts";

export interface ClientOptions {
  /** Where the hub is, as in `http://127.0.0.1:4400`. */
  readonly baseUrl: string;
  /** Only `health()` and the OpenAPI document need none. */
  readonly apiKey?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  /** Tries after the first of calls that can be repeated safely. 4 by default. */
  readonly retries?: number;
  /** Unit of the exponential backoff between tries. 250 by default. */
  readonly backoffMs?: number;
  /** Aborts everything this client does. */
  readonly signal?: AbortSignal;
}

export interface Client {
  /** Any operation of the contract by its id; the groups below say the same with fewer words. */
  readonly call: Call;
  readonly batches: Batches;
  readonly styles: Styles;
  readonly assets: Assets;
  readonly exports: Exports;
  readonly keys: Keys;
  readonly uploads: Uploads;
  health(options?: CallOptions): Promise<CallResult<"getHealth">>;
}

/**
 * A client of the AssetQL API for browsers and Node. Its calls throw `ApiProblemError` when the API refuses,
 * `ConnectionError` when nobody answers, and `UnexpectedResponseError`. Reads and creating calls are repeated
 * after network errors and when the hub is busy; creating calls carry an `Idempotency-Key`, so nothing is made
 * twice.
 *
 * @example
 * const client = createClient({ baseUrl: "http://127.0.0.1:4400", apiKey });
 * const batch = await client.batches.create({ name, styleProfileId, template, csv });
 * const ended = await client.batches.watch(batch.id, { onUpdate: ({ completedTasks }) => show(completedTasks) });
 */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, apiKey, retries = 4, backoffMs = 250, signal } = options;
  // Called as a method, a browser's fetch would refuse.
  const fetch: typeof globalThis.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const send = createTransport({ fetch, retries, backoffMs });
  const transport: Transport = (request) => send({ ...request, signal: anySignal(signal, request.signal) });
  const call = createCall({ baseUrl, apiKey, transport });
  const uploads = createUploads(call, transport, baseUrl);
  return {
    call,
    batches: createBatches(call, uploads),
    styles: createStyles(call, uploads),
    assets: createAssets(call),
    exports: createExports(call, transport, baseUrl),
    keys: createKeys(call),
    uploads,
    health: (callOptions) => call("getHealth", {}, callOptions),
  };
}
