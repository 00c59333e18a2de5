import { once } from "node:events";
import type { Server } from "node:http";
import { assetKind, processRoute } from "./assets.ts";
import { bulkActionRoutes } from "./bulk-actions.ts";
import { contentTypeRoutes } from "./content-types.ts";
import { entityRoutes } from "./entity-routes.ts";
import { entryKind } from "./entries.ts";
import { RateLimit } from "./rate-limit.ts";
import { newServer } from "./server.ts";
import { spaceRoutes } from "./spaces.ts";
import {
  type ContentfulState,
  type ContentType,
  type Environment,
  type Field,
  type Locale,
  newEnvironment,
  type Space,
} from "./state.ts";
import { tagRoutes } from "./tags.ts";
import { uploadRoutes } from "./uploads.ts";
import { webhookRoutes } from "./webhooks.ts";

export interface ContentfulOptions {
  /** Locale codes; the first is the default. `en-US` and `de-DE` when none are given. */
  readonly locales?: readonly string[];
  /** Seven, as on the free plan, unless a test needs speed. */
  readonly requestsPerSecond?: number;
  readonly processingMs?: number;
}

export interface FakeContentful {
  /** As `host:port`. */
  readonly host: string;
  readonly uploadHost: string;
  readonly spaceId: string;
  readonly environmentId: string;
  readonly token: string;
  readonly state: ContentfulState;
  /** The space and environment of the ids above. */
  readonly space: Space;
  readonly environment: Environment;
  /** Stops both hosts. Throws when something was asked for that the fake does not implement. */
  stop(): Promise<void>;
}

/**
 * Contentful's management API on this machine: one space `space1` with the environment `release-1` behind the
 * alias `master`, one token that may do everything, an `article` content type, the tag `assetql`.
 *
 * It keeps state and checks what it is sent: versions, ids, fields, links, sizes, rates. Which page of the
 * documentation a rule mirrors is said where the rule is.
 */
export async function startContentful(options: ContentfulOptions = {}): Promise<FakeContentful> {
  const environment = newEnvironment("release-1", localesOf(options.locales ?? ["en-US", "de-DE"]));
  const space: Space = {
    id: "space1",
    name: "Website",
    organizationId: "org1",
    environments: new Map([[environment.id, environment]]),
    aliases: new Map([["master", environment.id]]),
    webhooks: new Map(),
  };
  environment.contentTypes.set("article", articleType());
  environment.tags.set("assetql", { name: "AssetQL", visibility: "private", version: 1 });
  const token = "CFPAT-full-rights";
  const state = newState(options);
  state.spaces.set(space.id, space);
  state.tokens.set(token, { spaces: [space.id], write: true, publish: true, contentModel: true });
  const rateLimit = new RateLimit(state);
  const api = newServer({ state, rateLimit, takesFiles: false, routes: apiRoutes });
  const upload = newServer({ state, rateLimit, takesFiles: true, routes: uploadRoutes });
  const [host, uploadHost] = await Promise.all([listen(api), listen(upload)]);
  return {
    host,
    uploadHost,
    spaceId: space.id,
    environmentId: "master",
    token,
    state,
    space,
    environment,
    async stop() {
      for (const timer of state.timers) clearTimeout(timer);
      await Promise.all([close(api), close(upload)]);
      if (state.unsupported.length > 0) {
        throw new Error(`The fake Contentful does not implement:\n${state.unsupported.join("\n")}`);
      }
    },
  };
}

const apiRoutes = [
  ...spaceRoutes,
  ...contentTypeRoutes,
  processRoute,
  ...entityRoutes(entryKind),
  ...entityRoutes(assetKind),
  ...tagRoutes,
  ...bulkActionRoutes,
  ...webhookRoutes,
];

function newState(options: ContentfulOptions): ContentfulState {
  return {
    spaces: new Map(),
    tokens: new Map(),
    uploads: new Map(),
    files: new Map(),
    concepts: new Set(["styleFlat", "styleWatercolour"]),
    faults: [],
    requests: [],
    unsupported: [],
    deliveries: [],
    requestsPerSecond: options.requestsPerSecond ?? 7,
    processingMs: options.processingMs ?? 5,
    timers: new Set(),
  };
}

function localesOf(codes: readonly string[]): Locale[] {
  return codes.map((code, index) => ({
    code,
    default: index === 0,
    optional: index > 0,
    fallbackCode: index === 0 ? null : (codes[0] ?? null),
  }));
}

export function field(id: string, type: string, rest: Partial<Field> = {}): Field {
  return { id, name: id, type, localized: false, required: false, ...rest };
}

function articleType(): ContentType {
  const asset = { type: "Link", linkType: "Asset" };
  return {
    id: "article",
    name: "Article",
    displayField: "title",
    version: 2,
    publishedVersion: 1,
    fields: [
      field("title", "Symbol", { localized: true, required: true }),
      field("slug", "Symbol"),
      field("body", "RichText", { localized: true }),
      field("summary", "Text", { localized: true }),
      field("price", "Number"),
      field("featured", "Boolean"),
      field("publishedOn", "Date"),
      field("keywords", "Array", { items: { type: "Symbol" } }),
      field("heroImage", "Link", { linkType: "Asset" }),
      field("localizedImage", "Link", { linkType: "Asset", localized: true }),
      field("gallery", "Array", { items: asset }),
      field("author", "Link", { linkType: "Entry" }),
    ],
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return `127.0.0.1:${address.port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
