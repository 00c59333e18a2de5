import { type ChangeContext, ConnectorError, type Context } from "@assetql/connector-sdk";
import { createClient, type PlainClientAPI } from "contentful-management";
import { type EnvironmentFacts, learnEnvironment } from "./environment.ts";
import type { ContentfulConfig, ContentfulCredentials } from "./settings.ts";
import { transport } from "./transport.ts";

export type ContentfulContext = Context<ContentfulConfig, ContentfulCredentials>;
export type ContentfulChangeContext = ChangeContext<ContentfulConfig, ContentfulCredentials>;

/** Everything the functions of the connector work with. */
export interface Session<C extends ContentfulContext = ContentfulContext> {
  readonly context: C;
  readonly config: ContentfulConfig;
  readonly client: PlainClientAPI;
  readonly facts: EnvironmentFacts;
}
export type ChangeSession = Session<ContentfulChangeContext>;

/** How long locales and content types are taken for unchanged. */
const FACTS_LIVE_MS = 60_000;

/** `isFresh`: what was learnt before is not trusted. */
export type OpenSession = <C extends ContentfulContext>(
  context: C,
  options?: { readonly isFresh: boolean },
) => Promise<Session<C>>;

/** Opens sessions that share what was learnt of an environment for a minute. */
export function sessionOpener(): OpenSession {
  const known = new Map<string, { readonly facts: EnvironmentFacts; readonly until: number }>();
  return async (context, { isFresh } = { isFresh: false }) => {
    const { config } = context;
    const client = await openClient(context);
    const key = JSON.stringify([
      context.targetId,
      config.apiUrl,
      config.spaceId,
      config.environmentId,
      config.locales,
    ]);
    const kept = known.get(key);
    if (!isFresh && kept !== undefined && kept.until > context.now())
      return { context, config, client, facts: kept.facts };
    const facts = await learnEnvironment(client, config);
    for (const [other, { until }] of known) if (until <= context.now()) known.delete(other);
    known.set(key, { facts, until: context.now() + FACTS_LIVE_MS });
    return { context, config, client, facts };
  };
}

/** The management client for a target. Its own retries are off: the host retries, by code. */
export async function openClient(context: ContentfulContext): Promise<PlainClientAPI> {
  const { config } = context;
  const { accessToken } = await context.credentials();
  const api = new URL(config.apiUrl);
  const upload = new URL(config.uploadUrl);
  if (api.protocol !== upload.protocol) {
    throw new ConnectorError(
      "config-invalid",
      "Both addresses of the target must start alike, with https://.",
    );
  }
  return createClient(
    {
      accessToken,
      host: api.host,
      hostUpload: upload.host,
      insecure: api.protocol === "http:",
      retryOnError: false,
      retryLimit: 0,
      adapter: transport(context),
      application: "assetql",
      // The client would print answers, and with them what is in the space.
      logHandler: () => {},
    },
    { type: "plain", defaults: { spaceId: config.spaceId, environmentId: config.environmentId } },
  );
}
