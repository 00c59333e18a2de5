import { type Analytics, createAnalytics } from "./analytics.ts";
import { type Assets, createAssets } from "./assets.ts";
import { type Audit, createAudit } from "./audit.ts";
import { type Batches, createBatches } from "./batches.ts";
import { createCall, credentialHeaders } from "./call/create-call.ts";
import { createTransport, type Transport } from "./call/transport.ts";
import type { Call, CallOptions, CallResult } from "./call/types.ts";
import { anySignal } from "./call/wait.ts";
import { type Connectors, createConnectors } from "./connectors.ts";
import { createDeadLetters, type DeadLetters } from "./dead-letters.ts";
import { createExports, type Exports } from "./exports.ts";
import { createKeys, type Keys } from "./keys.ts";
import { LiveLink } from "./live/link.ts";
import { createLive, type Live } from "./live/live.ts";
import { createInvitations, createMembers, type Invitations, type Members } from "./members.ts";
import { createPublications, type Publications } from "./publications.ts";
import { createSchedules, type Schedules } from "./schedules.ts";
import { createShares, type Shares } from "./shares.ts";
import { createStyles, type Styles } from "./styles.ts";
import { createTargets, type Targets } from "./targets.ts";
import { createUploads, type Uploads } from "./transfer/uploads.ts";
import { createUsage, type Usage } from "./usage.ts";
import { createWebhooks, type Webhooks } from "./webhooks.ts";
import { createWork, type ReadFile, type Work } from "./work.ts";
import { createWorkspaces, type Workspaces } from "./workspaces.ts";

export interface ClientOptions {
  /** Where the hub is, as in `http://127.0.0.1:4400`. */
  readonly baseUrl: string;
  /**
   * An API key, or a person's token. Only `health()` and the OpenAPI document need none. A function is asked for each
   * request and each connection: for a key that may be rotated while the client is used.
   */
  readonly apiKey?: string | (() => string) | undefined;
  /** For a person who belongs to more than one: the workspace that is meant. */
  readonly workspaceId?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  /** How images of a work are read, where there is a faster way than `fetch`. */
  readonly download?: ReadFile;
  /** Tries after the first of calls that can be repeated safely. 4 by default. */
  readonly retries?: number;
  /** Unit of the exponential backoff between tries. 250 by default. */
  readonly backoffMs?: number;
  /** What live updates are received with; the platform's own by default. `null`: they are polled. */
  readonly WebSocket?: typeof globalThis.WebSocket | null;
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
  readonly schedules: Schedules;
  readonly shares: Shares;
  readonly connectors: Connectors;
  readonly targets: Targets;
  readonly publications: Publications;
  /** For connector hosts. */
  readonly work: Work;
  readonly webhooks: Webhooks;
  readonly deadLetters: DeadLetters;
  readonly keys: Keys;
  readonly workspaces: Workspaces;
  readonly members: Members;
  readonly invitations: Invitations;
  readonly audit: Audit;
  readonly live: Live;
  readonly uploads: Uploads;
  readonly usage: Usage;
  readonly analytics: Analytics;
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
  const { baseUrl, workspaceId, retries = 4, backoffMs = 250, signal, download: read } = options;
  const apiKey = keyOf(options);
  // Called as a method, a browser's fetch would refuse.
  const fetch: typeof globalThis.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const send = createTransport({ fetch, retries, backoffMs });
  const transport: Transport = (request) => send({ ...request, signal: anySignal(signal, request.signal) });
  const download: ReadFile | undefined = read && ((url, own) => read(url, anySignal(signal, own)));
  const call = createCall({ baseUrl, apiKey, workspaceId, transport });
  const headers = () => credentialHeaders({ apiKey, workspaceId });
  const uploads = createUploads(call, transport, baseUrl);
  const WebSocket = options.WebSocket === undefined ? globalThis.WebSocket : (options.WebSocket ?? undefined);
  const live = createLive(new LiveLink({ baseUrl, apiKey, workspaceId, call, backoffMs, WebSocket }), signal);
  return {
    call,
    batches: createBatches(call, uploads, live),
    styles: createStyles(call, uploads),
    assets: createAssets(call),
    exports: createExports(call, transport, baseUrl),
    schedules: createSchedules(call, uploads),
    shares: createShares(call),
    connectors: createConnectors(call),
    targets: createTargets(call),
    publications: createPublications(call, live),
    work: createWork(call, { transport, baseUrl, download }),
    webhooks: createWebhooks(call),
    deadLetters: createDeadLetters(call),
    keys: createKeys(call),
    workspaces: createWorkspaces(call),
    members: createMembers(call),
    invitations: createInvitations(call),
    audit: createAudit(call, { baseUrl, headers, transport }),
    live,
    uploads,
    usage: createUsage(call),
    analytics: createAnalytics(call),
    health: (callOptions) => call("getHealth", {}, callOptions),
  };
}

function keyOf({ apiKey }: ClientOptions): (() => string) | undefined {
  return typeof apiKey === "string" ? () => apiKey : apiKey;
}
