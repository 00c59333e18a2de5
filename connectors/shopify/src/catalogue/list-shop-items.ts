import { ConnectorError, type Context } from "@assetql/connector-sdk";
import type { Item, ItemPage, ItemQuery } from "@assetql/contract";
import { clientOf } from "../client/client-of.ts";
import type { ShopifyConfig, ShopifyCredentials } from "../settings.ts";
import { type ItemKind, itemKinds } from "./catalogue.ts";
import { createCatalogue } from "./create-catalogue.ts";
import { searchItems } from "./search-items.ts";
import type { ProductQuery } from "./search-query.ts";

const statuses = ["active", "draft", "archived"] as const;

/**
 * The connector's items: products unless the query names another kind, in the order of their products' ids. Filters
 * are `collection` (its number) and `status`.
 */
export async function listShopItems(
  context: Context<ShopifyConfig, ShopifyCredentials>,
  query: ItemQuery,
  cursor: string | undefined,
): Promise<ItemPage> {
  const client = clientOf(context);
  if (query.ids === undefined) return searchItems(client, productQueryOf(query), cursor);
  const items = await createCatalogue(client).byIds(query.ids);
  return { items: items.filter((item) => fits(item, query)) };
}

/** What else a query by ids asks for. */
const fits = ({ image, updatedAt }: Item, { withoutImage, changedSince }: ItemQuery): boolean =>
  (!withoutImage || image === null) && (changedSince === undefined || (updatedAt ?? 0) >= changedSince);

function productQueryOf({ kind, search, withoutImage, changedSince, filters = {} }: ItemQuery): ProductQuery {
  const { collection, status, ...others } = filters;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    const detail = `Items of a shop cannot be filtered by “${other}”. Use collection or status.`;
    throw new ConnectorError("config-invalid", detail);
  }
  return {
    kind: kindOf(kind),
    ...(search !== undefined && { search }),
    ...(collection !== undefined && { collection }),
    ...(status !== undefined && { status: statusOf(status) }),
    ...(withoutImage !== undefined && { withoutImage }),
    ...(changedSince !== undefined && { changedSince }),
  };
}

/** Both as `variants` and as items tell theirs, `variant`. */
function kindOf(given = "products"): ItemKind {
  const kind = itemKinds.find((one) => one === given || one === `${given}s`);
  if (kind !== undefined) return kind;
  throw new ConnectorError(
    "config-invalid",
    `A shop has no items of the kind “${given}”. Use ${itemKinds.join(", ")}.`,
  );
}

function statusOf(given: string): (typeof statuses)[number] {
  const status = statuses.find((one) => one === given.toLowerCase());
  if (status !== undefined) return status;
  throw new ConnectorError(
    "config-invalid",
    `Products have no status “${given}”. Use ${statuses.join(", ")}.`,
  );
}
