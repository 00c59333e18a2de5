import type { Client } from "@assetql/client";
import type { Catalogue } from "@assetql/shopify";
import type { ShopBatches } from "../batches/shop-batches.ts";
import type { BilledShop, ShopBilling } from "../billing/billing.ts";
import { paidBatches } from "../billing/paid-batches.ts";
import { paidHub } from "../billing/paid-hub.ts";
import type { Paying } from "../billing/paying.ts";
import { toConnection } from "../connection/connection-record.ts";
import type { Connections } from "../connection/connections.ts";
import type { LeaveWorkspace } from "../connection/leave-workspace.ts";
import type { ClientOf } from "../open-parts.ts";
import type { People } from "../people/people.ts";
import { createPreferences } from "../selections/preferences.ts";
import { createSelections } from "../selections/selections.ts";
import type { Connection, Person, Selections, Visit } from "../services.ts";
import type { Documents } from "../store/documents.ts";
import type { Authenticate } from "./authenticate.ts";
import { createPageCatalogue } from "./page-catalogue.ts";
import { personOf } from "./person.ts";

/** What batches are made with, for one person of one shop. */
export interface BatchParts {
  readonly shop: string;
  readonly person: Person;
  readonly connection: Connection;
  readonly hub: Client;
  readonly catalogue: Catalogue;
  readonly selections: Selections;
  readonly preferences: Visit["preferences"];
  readonly documents: Documents;
  readonly billing: ShopBilling;
}

export interface VisitDeps {
  readonly authenticate: Authenticate;
  readonly connections: Connections;
  readonly people: People;
  readonly documents: Documents;
  readonly leave: LeaveWorkspace;
  readonly clientOf: ClientOf;
  readonly batchesOf: (parts: BatchParts) => ShopBatches;
  readonly paying: Paying;
  readonly billingOf: (billed: BilledShop) => ShopBilling;
  readonly now: () => number;
}

/** Who asks, and everything that they may do. */
export async function visit(deps: VisitDeps, request: Request): Promise<Visit> {
  const { documents, people, paying, now } = deps;
  const session = await deps.authenticate(request);
  const { shop } = session;
  const person = personOf(session, request);
  const connected = await deps.connections.connect(shop);
  const of = { shop, connected };
  const hub = await people.clientOf(of, person);
  const connection = toConnection(connected.record, connected.place);
  const client = deps.clientOf(shop);
  const catalogue = createPageCatalogue(deps.clientOf, shop);
  const selections = createSelections(documents, { shop, personId: person.id, now });
  const preferences = createPreferences(documents, shop);
  const billing = deps.billingOf({ shop, connected, client });
  const parts = { shop, person, connection, hub, catalogue, selections, preferences, documents, billing };
  return {
    shop: { domain: shop, name: connected.record.shopName },
    person,
    connection,
    hub: paidHub(hub, { shop, billing, paying }),
    admin: connected.admin,
    catalogue,
    selections,
    batches: paidBatches(deps.batchesOf(parts), { shop, selections, billing, paying }),
    preferences,
    namesOf: (createdBy) => people.namesOf(of, createdBy),
    leaveWorkspace: () => deps.leave(shop),
    billing,
  };
}
