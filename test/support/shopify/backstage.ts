import type { Bucket } from "./api/bucket.ts";
import type { Tokens } from "./app/tokens.ts";
import type { ApiCall, CollectionFault, Fault, MediaFault, ShopifyOptions } from "./fake-shopify.ts";
import type { ShopFile, ShopState } from "./state.ts";

/** Everything behind one fake shop, as its parts share it. */
export interface Backstage {
  readonly options: Settings;
  readonly state: ShopState;
  readonly tokens: Tokens;
  readonly bucket: Bucket;
  readonly calls: ApiCall[];
  readonly faults: Fault[];
  readonly uploads: Map<string, StagedUpload>;
  readonly jobs: Map<string, { done: boolean }>;
  readonly bulkOperations: Map<string, BulkOperation>;
  readonly subscriptions: Map<string, Subscription>;
  /** What was asked for and is not implemented. */
  readonly unsupported: string[];
  mediaFault: MediaFault;
  collectionFault: CollectionFault;
  /** Files that the search knows, where it has to be told. */
  readonly indexed: Set<ShopFile>;
  /** Runs after a while, unless the shop is stopped before. */
  later(milliseconds: number, run: () => void | Promise<void>): void;
}

export type Settings = Required<Omit<ShopifyOptions, "webhookUrl">> & Pick<ShopifyOptions, "webhookUrl">;

/** A place for one file, and what came. */
export interface StagedUpload {
  readonly key: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly resource: string;
  readonly method: "POST" | "PUT";
  /** Octets, when it was said. */
  readonly fileSize: number | null;
  /** Fields of the form, or the query of the address for PUT, that must come as they were given. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  bytes: Uint8Array | null;
}

export interface BulkOperation {
  readonly id: string;
  readonly query: string;
  readonly createdAt: string;
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELED";
  errorCode: string | null;
  completedAt: string | null;
  objectCount: number;
  rootObjectCount: number;
  /** JSON lines; null until it is done. */
  result: string | null;
}

export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly returnUrl: string;
  readonly test: boolean;
  readonly trialDays: number;
  readonly createdAt: string;
  status: "PENDING" | "ACTIVE" | "CANCELLED" | "DECLINED";
  readonly lineItems: SubscriptionLineItem[];
}

export interface SubscriptionLineItem {
  readonly id: string;
  readonly terms: string;
  /** Cents, so that sums are exact. */
  readonly capCents: number;
  readonly currency: string;
  readonly records: UsageRecord[];
}

export interface UsageRecord {
  readonly id: string;
  readonly description: string;
  readonly cents: number;
  readonly idempotencyKey: string | null;
  readonly createdAt: string;
}
