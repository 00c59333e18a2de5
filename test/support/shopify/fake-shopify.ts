import type { Door } from "@assetql/outgoing";
import type { Bucket } from "./api/bucket.ts";
import type { Subscription } from "./backstage.ts";
import type { ShopState } from "./state.ts";

export interface ShopifyOptions {
  /** As in `spike.myshopify.com`, which it is unless told. */
  readonly shop?: string;
  /** Of the app. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** What the merchant granted; the connector's own scopes unless told. */
  readonly scopes?: readonly string[];
  /** Points: 100 a second into a bucket of 2,000, as on the usual plan, unless told. */
  readonly restoreRate?: number;
  readonly bucket?: number;
  /** Until a new image is READY; 30 ms unless told. */
  readonly processingMs?: number;
  /** Until an asynchronous job is done; 20 ms unless told. */
  readonly jobMs?: number;
  /**
   * How a file name that is taken is told with RAISE_ERROR: the new file has `failed` in processing
   * (DUPLICATE_FILENAME_ERROR), which is what others' apps wait for, or fileCreate has `refused` it at once
   * (FILENAME_ALREADY_EXISTS). The schema knows both and says of neither when; `failed` unless told.
   */
  readonly duplicateNames?: "refused" | "failed";
  /**
   * What `productVariantsBulkUpdate(mediaId)` does to a variant that has media: it is `replaced`, or `kept` without a
   * word, as was seen of `mediaSrc` (https://community.shopify.com/t/update-product-variant-images-using-gql/313112/6).
   * Nothing is written of `mediaId`; `replaced` unless told.
   */
  readonly variantMedia?: "replaced" | "kept";
  /**
   * When the search of files finds new ones: `at once`, unless told, or `by hand`, after `indexNow()`. Shopify's runs
   * behind by seconds or minutes. By their ids they are found in any case.
   */
  readonly fileIndex?: "at once" | "by hand";
  /**
   * What finds a word that stands within a file's name: `word*`, as Shopify documents it of `terms`, if a name is
   * several terms to it; or the pattern `filename:*word*`, which is not documented. Neither was seen; `terms` unless
   * told.
   */
  readonly withinNames?: "terms" | "patterns";
  /** How long an answer takes at least; 0 unless told. */
  readonly latencyMs?: number;
  /** Where webhooks go, by topic as in `app/uninstalled`. */
  readonly webhookUrl?: (topic: string) => string;
}

/** One answered or refused call of the Admin API. */
export interface ApiCall {
  readonly version: string;
  /** Of the operation; null for what could not be read. */
  readonly name: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly requestedCost: number;
  readonly actualCost: number;
  /** `ok`, `THROTTLED`, `ACCESS_DENIED`, `MAX_COST_EXCEEDED`, `invalid`, `unauthorized`, `unsupported`, or a fault's own name. */
  readonly outcome: string;
  readonly at: number;
}

/** What goes wrong once, with the next call that fits. */
export interface Fault {
  /** Name of the operation; any when absent. */
  readonly operation?: string | RegExp;
  /** How many fitting calls pass before. */
  readonly after?: number;
  /**
   * `throttled` as Shopify says it (HTTP 200); `unavailable` HTTP 503; `unauthorized` HTTP 401; `lost` carried out,
   * but the connection is cut before the answer; `refused` cut before anything is done; `late` answered from before the
   * last of a product's media was attached.
   */
  readonly kind: "throttled" | "unavailable" | "unauthorized" | "lost" | "refused" | "late";
}

/** The images with which uploads or fileCreate fail in processing: by file name. */
export type MediaFault = (fileName: string) => "IMAGE_PROCESSING_FAILURE" | undefined;

/** Why a collection, by its id, is not updated, in Shopify's words. */
export type CollectionFault = (id: string) => string | undefined;

export interface AccessToken {
  readonly token: string;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970; null for one that does not expire. */
  readonly expiresAt: number | null;
  readonly refreshToken: string | null;
  /** Of an online token. */
  readonly user: {
    readonly id: number;
    readonly firstName: string;
    readonly lastName: string;
    readonly locale: string;
  } | null;
}

export interface FakeShopify {
  readonly shop: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly state: ShopState;
  readonly calls: ApiCall[];
  readonly faults: Fault[];
  mediaFault: MediaFault;
  collectionFault: CollectionFault;
  /** The points of the shop. */
  readonly points: Pick<Bucket, "status" | "drain">;
  /** An offline token as token exchange would give, without it; one that expires has a refresh token. */
  issueToken(options?: { readonly expiring?: boolean }): AccessToken;
  /** From now on the token is refused with 401. */
  expireToken(token: string): void;
  /** Of all of the app's tokens: what uninstalling does. */
  revokeAll(): void;
  /** A way out that brings requests to Shopify's own names to this server, and refuses others. */
  readonly door: Pick<Door, "fetch">;
  /**
   * Answers a request to one of Shopify's names: `*.myshopify.com`, `cdn.shopify.com` (files) and the hosts of staged
   * uploads and of results of bulk operations. Rejects with a ConnectionCut for the faults `lost` and `refused`: cut the
   * socket then. Other hosts are answered with 404 and remembered for `stop()`.
   */
  handle(request: Request): Promise<Response>;
  /** What the app is charged for: subscriptions with their usage records. */
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** As the merchant does on Shopify's page of the charge. Throws for a subscription that does not wait for it. */
  decideSubscription(id: string, decision: "approve" | "decline"): void;
  /** Signed and sent to where the topic's webhooks go. Throws without `webhookUrl`. */
  sendWebhook(topic: string, payload: unknown): Promise<Response>;
  /** Tokens are refused from now on, subscriptions end, and `app/uninstalled` is sent if webhooks go anywhere. */
  uninstall(): Promise<void>;
  /** From now on the search finds the files that there are. */
  indexNow(): void;
  /** Everything that undo must bring back: products with media, order, alt texts and variants' images; collections; files. */
  snapshot(): unknown;
  /** Stops timers. Throws when something was asked for that the fake does not implement. */
  stop(): Promise<void>;
}
