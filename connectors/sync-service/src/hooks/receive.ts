import {
  type Connector,
  ConnectorError,
  type ConnectorEvent,
  type Context,
  type IncomingWebhook,
} from "@assetql/connector-sdk";
import type { ListedTarget } from "../hub/target-directory.ts";
import type { Log } from "../log/service-log.ts";
import type { HookSecrets } from "./hook-secrets.ts";

interface Receiving {
  readonly connector: Connector;
  readonly listed: ListedTarget;
  readonly secrets: HookSecrets;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly now: () => number;
}

type Unsigned = Omit<IncomingWebhook, "secret">;

/**
 * What a webhook tells, once the connector has verified it with one of the target's secrets. Throws a ConnectorError
 * with the code `signature-invalid` when it is not the platform's. Of the credentials the connector gets the secret
 * alone, and no way out: a webhook that anybody can send makes no request.
 */
export async function receiveWebhook(
  receiving: Receiving,
  request: Unsigned,
): Promise<readonly ConnectorEvent[]> {
  const { secrets, listed } = receiving;
  const tried = new Set<string>();
  const events = await tryKnown(receiving, request, tried);
  if (events !== undefined) return events;
  // The secret is not known yet, or was changed at the target.
  await secrets.learn(listed);
  const later = await tryKnown(receiving, request, tried);
  if (later !== undefined) return later;
  throw new ConnectorError(
    "signature-invalid",
    tried.size === 0
      ? "This service knows no secret for the target's webhooks. Enter it at the target, or set ASSETQL_HOOK_SECRET for the service."
      : "The signature does not fit: the request was altered, is too old, or was signed with another secret.",
  );
}

async function tryKnown(
  receiving: Receiving,
  request: Unsigned,
  tried: Set<string>,
): Promise<readonly ConnectorEvent[] | undefined> {
  for (const secret of receiving.secrets.known(receiving.listed)) {
    if (tried.has(secret)) continue;
    tried.add(secret);
    try {
      return await receiveWith(receiving, { ...request, secret });
    } catch (error) {
      if (!(error instanceof ConnectorError && error.code === "signature-invalid")) throw error;
    }
  }
  return undefined;
}

async function receiveWith(
  { connector, listed: { target }, signal, log, now }: Receiving,
  request: IncomingWebhook & { readonly secret: string },
): Promise<readonly ConnectorEvent[]> {
  const { receive, manifest } = connector;
  if (receive === undefined)
    throw new ConnectorError("not-supported", `${manifest.title} sends no webhooks.`);
  const config = manifest.configSchema.safeParse(target.config);
  if (!config.success) throw new ConnectorError("config-invalid", "The target's settings are not right.");
  const nowhere = async (): Promise<never> => {
    throw new ConnectorError("not-supported", "Nothing is sent while a webhook is received.");
  };
  const context: Context<unknown, unknown> = {
    targetId: target.id,
    config: config.data,
    credentials: async () => ({ webhookSecret: request.secret }),
    signal,
    log,
    now,
    fetch: nowhere,
    paced: nowhere,
    slowDown: () => undefined,
  };
  return receive.call(connector, context, request);
}
