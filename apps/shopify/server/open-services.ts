import type { Host } from "@assetql/connector-sdk";
import { createShopBatches } from "./batches/create-shop-batches.ts";
import { createSelectionItems } from "./batches/selection-items.ts";
import { createBilling } from "./billing/billing.ts";
import { chargeUsage } from "./billing/meter.ts";
import { createMeterJob, type MeterJob } from "./billing/meter-job.ts";
import { createPaying } from "./billing/paying.ts";
import { createJoinWorkspace } from "./connection/join-workspace.ts";
import { createLeaveWorkspace } from "./connection/leave-workspace.ts";
import { tellIfNotOperator } from "./connection/tell-if-not-operator.ts";
import { createShopHost, credentialsOf, type ShopCredentials } from "./host/shop-host.ts";
import { addDocumentHeaders } from "./http/document-headers.ts";
import { noteFailure } from "./log/note-failure.ts";
import { openParts, type Parts, type ServicesOptions } from "./open-parts.ts";
import { createPeople } from "./people/people.ts";
import { problemOf } from "./problems.ts";
import type { Services } from "./services.ts";
import { knownShops } from "./store/shops.ts";
import { createAuthenticate } from "./visit/authenticate.ts";
import { type VisitDeps, visit } from "./visit/visit.ts";
import { createReceiveWebhook, type Webhook } from "./webhooks/receive-webhook.ts";
import { createSeenWebhooks } from "./webhooks/seen-webhooks.ts";
import { redactShop, renewScopes, uninstall } from "./webhooks/shop-life.ts";

export type { ServicesOptions } from "./open-parts.ts";

export interface OpenServices extends Pick<Parts, "store" | "tokens" | "settings" | "clientOf"> {
  readonly services: Services;
  /** The connector's; begun by `start`. */
  readonly host: Host;
  /** What the host gives a connector for a target. */
  readonly credentials: ShopCredentials;
  readonly meter: MeterJob;
  /** Begins what goes on by itself: the connector's work, and with billing the meter. */
  start(): void;
  /** Ends the host's work, gives back what it had, and closes the store. */
  close(): Promise<void>;
}

/** Everything behind the routes, for real. */
export async function openServices(options: ServicesOptions): Promise<OpenServices> {
  const { settings, log } = options;
  const parts = await openParts(options);
  const { store, shopify, hub, connections, tokens, clientOf, door } = parts;
  const credentials = credentialsOf({ connections, tokens });
  const { operator } = hub;
  const host = createShopHost({ operator, connector: options.connector, door, credentials, log });
  const meter = openMeter(parts);
  const visits = visitDepsOf(parts);
  const join = createJoinWorkspace(parts.making);
  return {
    services: {
      visit: (request) => visit(visits, request),
      async joinWorkspace(request, apiKey) {
        const { shop } = await visits.authenticate(request);
        return join(shop, apiKey);
      },
      problemOf,
      noteFailure: noteFailure(log),
      apiKey: settings.apiKey,
      addDocumentHeaders: addDocumentHeaders(shopify),
      receiveWebhook: openWebhooks(parts),
      authenticate: (request) => shopify.authenticate(request),
    },
    host,
    store,
    tokens,
    credentials,
    meter,
    settings,
    clientOf,
    start() {
      host.start();
      if (settings.billing.mode !== "off") meter.start();
      void tellIfNotOperator(operator, log);
    },
    async close() {
      await Promise.all([host.stop(), meter.stop()]);
      hub.close();
      store.close();
    },
  };
}

function visitDepsOf(parts: Parts): VisitDeps {
  const { store, making, connections, shopify, clientOf, settings, now, log } = parts;
  const { documents, sealer, hub } = making;
  const items = createSelectionItems();
  return {
    authenticate: createAuthenticate(shopify),
    connections,
    people: createPeople({ documents, sealer, hub, now }),
    documents: store.documents,
    leave: createLeaveWorkspace(making, connections),
    clientOf,
    billingOf: (billed) =>
      createBilling({ documents, settings: settings.billing, apiKey: settings.apiKey, now, log }, billed),
    paying: createPaying({ documents, now }),
    batchesOf: ({ connection, person, ...rest }) =>
      createShopBatches({
        ...rest,
        items,
        targetId: connection.targetId,
        personId: person.id,
      }),
    now,
  };
}

function openMeter({ store: { documents }, connections, clientOf, settings, now, log }: Parts): MeterJob {
  return createMeterJob({
    shops: () => knownShops(documents),
    log,
    async charge(shop) {
      const own = await connections.own(shop);
      if (own === undefined) return;
      await chargeUsage(
        { documents, settings: settings.billing, now, log },
        { shop, ...own, client: clientOf(shop) },
      );
    },
  });
}

function openWebhooks({ store, making, connections, shopify, now, log }: Parts): Services["receiveWebhook"] {
  const life = { ...making, connections, sessions: store.sessions };
  const nothingKept = async ({ topic, shop }: Webhook): Promise<void> =>
    log("info", "Nothing is kept of a shop's customers", { topic, shop });
  return createReceiveWebhook({
    shopify,
    seen: createSeenWebhooks(store.documents, now),
    now,
    log,
    handlers: {
      "app/uninstalled": (webhook) => uninstall(life, webhook),
      "app/scopes_update": ({ shop }) => renewScopes(life, shop),
      "shop/redact": (webhook) => redactShop(life, webhook),
      "customers/data_request": nothingKept,
      "customers/redact": nothingKept,
    },
  });
}
