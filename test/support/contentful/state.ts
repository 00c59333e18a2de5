import type { Json, JsonObject } from "./json.ts";

export type LocalizedFields = Record<string, Record<string, Json>>;

export interface Metadata {
  tags: JsonObject[];
  concepts: JsonObject[];
}

export interface Entity {
  readonly type: "Entry" | "Asset";
  readonly id: string;
  readonly contentTypeId?: string;
  version: number;
  readonly createdAt: string;
  updatedAt: string;
  publishedVersion?: number;
  publishedAt?: string;
  publishedCounter: number;
  archivedVersion?: number;
  fields: LocalizedFields;
  metadata: Metadata;
}

export interface Locale {
  readonly code: string;
  readonly default: boolean;
  readonly optional: boolean;
  readonly fallbackCode: string | null;
}

export interface Field {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly localized: boolean;
  readonly required: boolean;
  readonly linkType?: string;
  readonly items?: { readonly type: string; readonly linkType?: string };
}

export interface ContentType {
  readonly id: string;
  name: string;
  displayField: string;
  fields: Field[];
  version: number;
  publishedVersion?: number;
}

export interface BulkAction {
  readonly id: string;
  readonly action: "publish" | "unpublish" | "validate";
  readonly payload: Json;
  status: "created" | "inProgress" | "succeeded" | "failed";
  error?: Json;
  /** How often it was asked for: it moves one state on each time, as an editor would see it. */
  asked: number;
}

export interface Environment {
  readonly id: string;
  readonly locales: Locale[];
  readonly contentTypes: Map<string, ContentType>;
  readonly entries: Map<string, Entity>;
  readonly assets: Map<string, Entity>;
  readonly tags: Map<string, { name: string; visibility: string; version: number }>;
  readonly bulkActions: Map<string, BulkAction>;
}

export interface Space {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
  readonly environments: Map<string, Environment>;
  /** Alias id to environment id. */
  readonly aliases: Map<string, string>;
  readonly webhooks: Map<string, JsonObject & { sys: JsonObject }>;
  signingSecret?: string;
}

/** What a token may do, as a role in the space would say. */
export interface TokenRole {
  readonly spaces: readonly string[];
  readonly write: boolean;
  readonly publish: boolean;
  readonly contentModel: boolean;
}

export interface Upload {
  readonly spaceId: string;
  readonly bytes: Buffer;
  expiresAt: number;
}

export interface Fault {
  readonly method?: string;
  readonly path: RegExp;
  /** How many requests it hits before it is gone; one by default. */
  times?: number;
  readonly status: number;
  readonly id: string;
  readonly message?: string;
  readonly headers?: Record<string, string>;
  /** An answer that is not JSON, as a proxy in between would give. */
  readonly html?: string;
  /** The request is carried out, and the answer lost: the connection breaks. */
  readonly loseAnswer?: boolean;
}

export interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly version: string | undefined;
  status: number;
  readonly bytes: number;
}

/** Everything the fake knows; tests read and change it as an editor or an administrator would. */
export interface ContentfulState {
  readonly spaces: Map<string, Space>;
  readonly tokens: Map<string, TokenRole>;
  readonly uploads: Map<string, Upload>;
  /** Address of a processed file to its bytes. */
  readonly files: Map<string, Buffer>;
  readonly concepts: Set<string>;
  readonly faults: Fault[];
  readonly requests: LoggedRequest[];
  /** What was asked for and is not implemented. A test with any of these fails when the fake stops. */
  readonly unsupported: string[];
  readonly deliveries: { topic: string; url: string; status: number }[];
  requestsPerSecond: number;
  /** Milliseconds until a file is processed. */
  processingMs: number;
  /** Work that was begun and will end later; stopping waits for none of it. */
  readonly timers: Set<NodeJS.Timeout>;
}

export function newEnvironment(id: string, locales: Locale[]): Environment {
  return {
    id,
    locales,
    contentTypes: new Map(),
    entries: new Map(),
    assets: new Map(),
    tags: new Map(),
    bulkActions: new Map(),
  };
}
