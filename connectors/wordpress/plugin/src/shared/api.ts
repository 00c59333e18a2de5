import apiFetch from "@wordpress/api-fetch";
import { __ } from "@wordpress/i18n";
import { addQueryArgs } from "@wordpress/url";
import type {
  Asset,
  Batch,
  Change,
  InputProblem,
  Page,
  Preview,
  Publication,
  Style,
  Task,
} from "./hub-types.ts";

const ROOT = "/assetql/v1";

/** What went wrong, in words for people. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly problems: readonly InputProblem[];
}

/** api-fetch throws what the server answered, or what the browser said. */
export function problemOf(thrown: unknown): Problem {
  const { code, message, data } = Object(thrown) as {
    code?: string;
    message?: string;
    data?: { problems?: InputProblem[] };
  };
  return {
    code: code ?? "unknown",
    message: message ?? __("Something went wrong. Try again.", "assetql"),
    problems: data?.problems ?? [],
  };
}

type Values = Readonly<Record<string, unknown>>;

// The server's answers are the parse boundary of the screens: PHP and the hub check them.
const get = <T>(path: string, query: Values = {}) =>
  apiFetch({ path: addQueryArgs(`${ROOT}${path}`, query) }) as Promise<T>;
const send = <T>(method: "POST" | "PATCH", path: string, data: Values = {}, headers = {}) =>
  apiFetch({ path: `${ROOT}${path}`, method, data, headers }) as Promise<T>;

export interface PostItem {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly date: string;
  readonly categories: string;
  readonly thumbnail: string | null;
  readonly editLink: string | null;
}

export interface PostQuery {
  readonly search?: string;
  readonly type?: string;
  readonly withoutImage?: boolean;
  readonly include?: readonly number[];
  readonly page?: number;
  readonly perPage?: number;
}

export interface NewBatch {
  readonly name: string;
  readonly styleProfileId: string;
  readonly template: string;
  readonly postIds?: readonly number[];
  readonly csv?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

export interface Imported {
  readonly id: number;
  readonly file: { readonly url: string };
  readonly alt: string;
}

export const api = {
  posts: (query: PostQuery) =>
    get<{ items: readonly PostItem[]; total: number; pages: number }>("/posts", { ...query }),
  styles: () => get<Page<Style>>("/hub/styles", { limit: 200 }),
  previewBatch: (batch: NewBatch) => send<Preview>("POST", "/batches/preview", { ...batch }),
  createBatch: (batch: NewBatch, key: string) =>
    send<Batch>("POST", "/batches", { ...batch }, { "Idempotency-Key": key }),
  batches: () => get<Page<Batch>>("/hub/batches", { limit: 50 }),
  batch: (id: string) => get<Batch>(`/hub/batches/${id}`),
  steerBatch: (id: string, action: "pause" | "resume" | "cancel" | "retry-failed") =>
    send<Batch>("POST", `/hub/batches/${id}/${action}`),
  tasks: (id: string, status?: Task["status"]) =>
    get<Page<Task>>(`/hub/batches/${id}/tasks`, { limit: 200, status }),
  acceptBestTry: (task: string) => send<Asset>("POST", `/hub/tasks/${task}/accept`),
  asset: (id: string) => get<Asset>(`/hub/assets/${id}`),
  assets: (batchId: string) => everything<Asset>("/hub/assets", { batchId }),
  review: (id: string, action: "approve" | "reject" | "regenerate", note = "") =>
    send<Asset>("POST", `/hub/assets/${id}/${action}`, note === "" ? {} : { note }),
  updateAsset: (id: string, changes: { altText: string }) =>
    send<Asset>("PATCH", `/hub/assets/${id}`, { ...changes }),
  approveAll: (assetIds: readonly string[]) =>
    send<{ failed: number }>("POST", "/hub/assets/review", { action: "approve", assetIds }),
  publications: () => get<Page<Publication>>("/hub/publications", { limit: 50 }),
  publication: (id: string) => get<Publication>(`/hub/publications/${id}`),
  changes: (id: string) => everything<Change>(`/hub/publications/${id}/changes`, {}),
  publish: (batchId: string, name: string, key: string) =>
    send<Publication>("POST", "/hub/publications", { batchId, name }, { "Idempotency-Key": key }),
  steerPublication: (id: string, action: "apply" | "pause" | "resume" | "revert", body: Values = {}) =>
    send<Publication>("POST", `/hub/publications/${id}/${action}`, body),
  importAsset: (input: { assetId: string; post: number; alt: string }) =>
    send<Imported>("POST", "/import", { ...input }),
};

/** Lists come in pages; a contact sheet has to have them all to sort them. */
const PAGES = 25;

async function everything<Item>(path: string, query: Values): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer: Page<Item> = await get<Page<Item>>(path, { ...query, limit: 200, cursor });
    items.push(...answer.items);
    cursor = answer.cursor;
    if (cursor === undefined) break;
  }
  return items;
}

/** For calls that must not happen twice when they are sent twice. */
export const newKey = (): string => `wp-${Date.now()}-${Math.random().toString(36).slice(2)}`;
