import type { Client } from "@assetql/client";
import type { InputProblem } from "@assetql/contract";
import type { Catalogue, ItemKind } from "@assetql/shopify";
import type {} from "@remix-run/node";
import type { ShopBatches } from "./batches/shop-batches.ts";

export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];

/** Who uses the app, as Shopify says. */
export interface Person {
  /** Of the Shopify user. */
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
}

/** Where a shop's batches live on the hub. */
export interface Connection {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly targetId: string;
  /** Made for the shop, and erased with it; otherwise the shop joined it by a key. */
  readonly isOwn: boolean;
  readonly connectedAt: number;
  /** Where they lived before: left for this one, or lost, as it is gone or its key was refused. */
  readonly previous: {
    readonly workspaceId: string;
    readonly workspaceName: string;
    readonly why: "left" | "lost";
  } | null;
}

/** An expected failure, for whoever shows it: text is found by the code, and the detail is what there is else. */
export interface ShownProblem {
  /**
   * One of the hub's or of a connector's error codes, or `hub-unavailable` (it does not answer), `hub-unexpected` (what
   * answers is no hub), `hub-key-not-operator`, `workspace-key-refused`, `join-key-refused`, `join-key-not-admin`,
   * `publication-running`, `publication-scheduled`, `not-installed`, `selection-too-large`, `shop-rate-limited`, `billing-needed`, `billing-month-used`, `billing-cap-reached`,
   * `billing-refused`.
   */
  readonly code: string;
  readonly detail: string;
  /** Of HTTP. */
  readonly status: number;
  readonly problems: readonly InputProblem[];
  /** Milliseconds that the hub or Shopify asked to wait. */
  readonly retryAfterMs?: number;
}

/** What was chosen, as it was then: it does not change when the shop does. */
export interface Selection {
  readonly id: string;
  readonly name: string;
  readonly kind: ItemKind;
  readonly itemIds: readonly string[];
  readonly createdBy: string;
  readonly createdAt: number;
}

/** A selection as a list tells it: there may be many, of many thousand items each. */
export interface ListedSelection extends Omit<Selection, "itemIds"> {
  /** Of its items. */
  readonly count: number;
}

export interface Selections {
  create(input: Pick<Selection, "name" | "kind" | "itemIds">): Promise<Selection>;
  /** Undefined when there is none. */
  get(id: string): Promise<Selection | undefined>;
  /** Newest first. */
  list(): Promise<readonly ListedSelection[]>;
  delete(id: string): Promise<void>;
}

/** What the shop chose last, as defaults for the next time. */
export interface Preferences {
  readonly styleProfileId?: string;
  readonly template?: string;
  readonly perItem?: number;
  readonly width?: number;
  readonly height?: number;
  /** What alt texts were made from, the last one first. */
  readonly altTextTemplates?: readonly string[];
}

/** What a route has: one person of one shop. */
export interface Visit {
  readonly shop: { readonly domain: string; readonly name: string };
  readonly person: Person;
  readonly connection: Connection;
  /** In the person's own name: what they make on the hub is told as theirs. May do what a creator may. */
  readonly hub: Client;
  /** As the shop itself, which may do what an admin may: for settings of the target. */
  readonly admin: Client;
  readonly catalogue: Catalogue;
  readonly selections: Selections;
  readonly batches: ShopBatches;
  readonly preferences: { get(): Promise<Preferences>; save(changes: Preferences): Promise<void> };
  /** Names of people by what the hub calls them in `createdBy` and `reviewedBy`; unknown ones are left out. */
  namesOf(createdBy: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Goes back from a joined workspace to the shop's own. Throws `publication-running` and `publication-scheduled`. */
  leaveWorkspace(): Promise<Connection>;
  readonly billing: Billing;
}

export interface Billing {
  /** Off unless the app is run with it, and in a workspace of somebody else. */
  readonly isOn: boolean;
  /** Without a question to Shopify. */
  allowance(): Promise<BillingAllowance>;
  status(): Promise<BillingStatus>;
  /** Where the merchant agrees to pay: a page of Shopify admin, to be opened in the top window. */
  begin(): Promise<{ readonly confirmationUrl: string }>;
}

/** What is free in this month. */
export interface BillingAllowance {
  readonly freeImages: number;
  /** What is being made is taken already. */
  readonly freeLeft: number;
  /** Made this month, those that were made again among them. */
  readonly usedImages: number;
  /** Of each further image. */
  readonly pricePerImage: { readonly amount: string; readonly currency: string };
}

export interface BillingStatus extends BillingAllowance {
  readonly plan: "free" | "usage";
  /** So many more may be made: the free ones, and what the agreed limit still pays for. */
  readonly imagesLeft: number;
  /** The most that may be asked for in a period; null without a subscription. */
  readonly cap: string | null;
}

/** What the server gives Remix's loaders and actions, as `context.services`. */
export interface Services {
  /**
   * Who asks. Throws a Response where Shopify's own flow must go on first (token exchange, a new session token), and
   * what `problemOf` knows when the hub does not answer or refuses.
   */
  visit(request: Request): Promise<Visit>;
  /**
   * Brings the shop into the workspace of a key, as whoever asks. No visit: where the shop's workspace does not let the
   * app in any more, this is the way on. Throws the problems `join-key-refused`, `join-key-not-admin`,
   * `publication-running` and `publication-scheduled`.
   */
  joinWorkspace(request: Request, apiKey: string): Promise<Connection>;
  /**
   * What an error means that `visit`, or anything that a visit has given, has thrown: of the hub, of Shopify, or of this
   * app. Undefined for what nobody expects. Here and not in a module, as the bundle has other copies of the classes.
   */
  problemOf(error: unknown): ShownProblem | undefined;
  /** Logs what nobody expected of a request, without what it was asked with. `requestId` is that of the answer's header. */
  noteFailure(error: unknown, about: { readonly path: string; readonly requestId: string }): void;
  /** For the document: what App Bridge and Polaris need. */
  readonly apiKey: string;
  /** Headers of every document, `frame-ancestors` among them. */
  addDocumentHeaders(request: Request, headers: Headers): void;
  /** Verifies and carries out one of Shopify's webhooks. */
  receiveWebhook(request: Request): Promise<Response>;
  /** Of the paths below `/auth`: Shopify's own flow. */
  authenticate(request: Request): Promise<unknown>;
}

declare module "@remix-run/node" {
  interface AppLoadContext {
    services: Services;
    /** Of the request: in the log, and in the answer's header `X-Request-Id`. */
    requestId: string;
  }
}
