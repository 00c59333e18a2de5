import {
  type Change,
  type CreatePublicationInput,
  isPublicationUnderWay,
  type Publication,
} from "@assetql/contract";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { type Bell, createBell } from "./live/bell.ts";
import type { Live } from "./live/live.ts";
import { allItems } from "./transfer/pages.ts";
import { type PollOptions, poll } from "./transfer/poll.ts";

type ListOptions = QueryOf<"listPublications">;
type ChangeOptions = QueryOf<"listPublicationChanges">;

export interface Publications {
  /** Has a plan made; nothing is written yet unless `apply` is true. */
  create(input: CreatePublicationInput, options?: CallOptions): Promise<Publication>;
  get(id: string, options?: CallOptions): Promise<Publication>;
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listPublications">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<Publication, void, undefined>;
  /** The plan, each change with its receipt once it is applied. */
  changes(
    id: string,
    query?: ChangeOptions,
    options?: CallOptions,
  ): Promise<CallResult<"listPublicationChanges">>;
  changesAll(
    id: string,
    query?: ChangeOptions,
    options?: CallOptions,
  ): AsyncGenerator<Change, void, undefined>;
  /** Also once more, for the changes that failed. With `at`, by itself at that time. */
  apply(id: string, body?: BodyOf<"applyPublication">, options?: CallOptions): Promise<Publication>;
  pause(id: string, options?: CallOptions): Promise<Publication>;
  resume(id: string, options?: CallOptions): Promise<Publication>;
  /** Everything back to what it was, but for what somebody changed meanwhile. With `at`, by itself at that time. */
  revert(id: string, body?: BodyOf<"revertPublication">, options?: CallOptions): Promise<Publication>;
  /** Every change that publications made of an asset. */
  receiptsOfAsset(
    assetId: string,
    query?: QueryOf<"listAssetReceipts">,
    options?: CallOptions,
  ): Promise<CallResult<"listAssetReceipts">>;
  /** Nothing happens by itself any more; with `action`, not that. */
  unschedule(
    id: string,
    query?: QueryOf<"unschedulePublication">,
    options?: CallOptions,
  ): Promise<Publication>;
  /**
   * Follows a publication until nothing goes on by itself: planned, applied, paused, reverted or failed. Live updates
   * tell when to read it again; where there are none, it is read at intervals.
   */
  wait(id: string, options?: PollOptions<Publication>): Promise<Publication>;
}

export function createPublications(call: Call, live: Live): Publications {
  const get: Publications["get"] = (id, options) => call("getPublication", { params: { id } }, options);
  const list: Publications["list"] = (query = {}, options) => call("listPublications", { query }, options);
  const changes: Publications["changes"] = (id, query = {}, options) =>
    call("listPublicationChanges", { params: { id }, query }, options);
  return {
    create: (body, options) => call("createPublication", { body }, options),
    get,
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    changes,
    changesAll: (id, query, options) => allItems((cursor) => changes(id, { ...query, cursor }, options)),
    apply: (id, body = {}, options) => call("applyPublication", { params: { id }, body }, options),
    pause: (id, options) => call("pausePublication", { params: { id } }, options),
    resume: (id, options) => call("resumePublication", { params: { id } }, options),
    revert: (id, body = {}, options) => call("revertPublication", { params: { id }, body }, options),
    unschedule: (id, query = {}, options) =>
      call("unschedulePublication", { params: { id }, query }, options),
    receiptsOfAsset: (id, query = {}, options) =>
      call("listAssetReceipts", { params: { id }, query }, options),
    async wait(id, options) {
      let bell: Bell | undefined;
      try {
        return await poll(
          {
            read: (signal) => get(id, { signal }),
            isOver: (publication) => !isPublicationUnderWay(publication),
            stateOf: ({ status, updatedAt, counts }) => JSON.stringify([status, updatedAt, counts]),
            pause(times) {
              bell ??= createBell(live, {}, options?.signal);
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
