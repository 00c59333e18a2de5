import type { Client } from "@assetql/client";
import {
  announcedManifest,
  type Connector,
  createHost,
  type Host,
  type HostOptions,
  type Log,
} from "@assetql/connector-sdk";
import type { Work } from "@assetql/contract";
import { shopDomainSchema } from "@assetql/shopify";
import { currentPlace } from "../connection/connection-record.ts";
import type { Connections } from "../connection/connections.ts";
import type { AccessTokens } from "../tokens/access-tokens.ts";
import { asHostDoor, type ShopDoor } from "./shop-door.ts";

export type ShopCredentials = NonNullable<HostOptions["credentials"]>;

interface CredentialDeps {
  readonly connections: Pick<Connections, "record">;
  readonly tokens: AccessTokens;
}

export interface ShopHostDeps {
  /** With an operator's key, so that the host works for the workspaces of all shops. */
  readonly operator: Client;
  readonly connector: Connector;
  readonly door: ShopDoor;
  readonly credentials: ShopCredentials;
  readonly log: Log;
  readonly hostId?: string;
}

/** The connector's host. It is the only one that can work for shops, since only this app has their tokens. */
export function createShopHost(deps: ShopHostDeps): Host {
  return createHost({
    hub: deps.operator,
    connectors: [deps.connector],
    door: asHostDoor(deps.door),
    log: deps.log,
    credentials: deps.credentials,
    ...(deps.hostId === undefined ? {} : { hostId: deps.hostId }),
  });
}

/** Tells the hub of the connector at once, without waiting for the host's first call. */
export function announcer({ operator, connector }: Pick<ShopHostDeps, "operator" | "connector">) {
  return () => operator.work.announce({ host: "shopify-app", connectors: [announcedManifest(connector)] });
}

/**
 * The token of a target's shop, if the target is the one through which that shop works: anybody may make a target in
 * their own workspace and name somebody else's shop in it, and must get nothing for it.
 */
export function credentialsOf({ connections, tokens }: CredentialDeps): ShopCredentials {
  return async (work: Work, options) => {
    const shop = shopDomainSchema.safeParse(work.target.config.shop).data;
    if (shop === undefined) return undefined;
    const record = await connections.record(shop);
    const place = currentPlace(record);
    const isTheirs = place?.workspaceId === work.workspaceId && place.targetId === work.target.id;
    if (!isTheirs || record?.uninstalledAt !== null) return undefined;
    return { accessToken: await tokens.of(shop, options) };
  };
}
