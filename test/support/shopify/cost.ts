import { type GraphQLCompositeType, type GraphQLObjectType, isObjectType } from "graphql";
import {
  type Asked,
  argumentsOf,
  candidatesOf,
  compositeOf,
  type Field,
  fieldsOf,
  isConnection,
} from "./api/selections.ts";

/**
 * What a call costs, before and after it is carried out.
 *
 * Documented (https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits): a scalar or enum 0, an object 1, an
 * interface or union the most of its possible selections, a connection "sized by `first` and `last`", a mutation 10,
 * and costs of their own for some fields. Of connections Shopify's staff says that they grow with the logarithm of
 * their size (https://community.shopify.dev/t/how-to-calculate-graphql-cost-estimates/24364).
 *
 * The rest is what recorded answers of a real shop show (https://github.com/airhorns/shopify-draft-proxy,
 * `fixtures/conformance`; nearly all of those with operations that are implemented here cost what is computed here): a
 * connection is 2 + (cost of an item) × ⌊2 · ln(max(2, size))⌋; `edges` and `pageInfo` are free; a list is one object,
 * `nodes(ids:)` too, however many ids; of a mutation's payload its own objects are free and those below them cost;
 * `fileCreate` is 20, a count at the top 10. Actual costs are the same with the sizes that came, and fit less often:
 * then they err on the dear side.
 */
export const requestedCost = (asked: Asked): number => rootCost(asked, UNKNOWN);

/** By what was answered; never more than was requested. */
export const actualCost = (asked: Asked, data: unknown): number =>
  Math.min(data === null || data === undefined ? 0 : rootCost(asked, data), requestedCost(asked));

/** The longest list that anything takes or gives. */
const MAX_PAGE = 250;
const MUTATION_COST = 10;
const ownCosts: Readonly<Record<string, number>> = { fileCreate: 20 };
const COUNT_COST = 10;

/** Before the call: the most is taken. */
const UNKNOWN = Symbol("unknown");
/** Not asked of an object of this type. */
const ABSENT = Symbol("absent");

function rootCost(asked: Asked, data: unknown): number {
  const { schema, operation } = asked;
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) return 0;
  const price = operation.operation === "mutation" ? mutationCost : queryCost;
  return fieldsOf(asked, root, [operation.selectionSet]).reduce(
    (sum, field) => sum + price(asked, root, field, answered(data, field)),
    0,
  );
}

type Price = (asked: Asked, parent: GraphQLObjectType, field: Field, value: unknown) => number;

const mutationCost: Price = (asked, parent, field, value) =>
  (ownCosts[field.node.name.value] ?? MUTATION_COST) +
  below(asked, parent, field, { value, price: payloadCost });

/** An object of the payload: only what is below it. */
const payloadCost: Price = (asked, parent, field, value) => {
  const type = compositeOf(parent, field);
  return type !== undefined && isConnection(type)
    ? connectionCost(asked, parent, field, value)
    : below(asked, parent, field, { value, price: fieldCost });
};

const queryCost: Price = (asked, parent, field, value) =>
  compositeOf(parent, field)?.name === "Count" ? COUNT_COST : fieldCost(asked, parent, field, value);

const fieldCost: Price = (asked, parent, field, value) => {
  const type = compositeOf(parent, field);
  if (type === undefined || type.name === "PageInfo" || value === ABSENT) return 0;
  if (isConnection(type)) return connectionCost(asked, parent, field, value);
  return 1 + below(asked, parent, field, { value, price: fieldCost });
};

/** What is below a field: of a list the dearest item, of a type with variants the dearest of those. */
function below(
  asked: Asked,
  parent: GraphQLObjectType,
  field: Field,
  { value, price }: { readonly value: unknown; readonly price: Price },
): number {
  const type = compositeOf(parent, field);
  if (type === undefined || value === null || value === ABSENT) return 0;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return Math.max(0, ...values.map((one) => selected(asked, type, field, { value: one, price })));
}

function connectionCost(asked: Asked, parent: GraphQLObjectType, field: Field, value: unknown): number {
  const type = compositeOf(parent, field);
  if (!isObjectType(type) || value === null || value === ABSENT) return 0;
  const size = pageSize(asked, parent, field);
  let cost = 2;
  for (const inner of fieldsOf(asked, type, field.selections)) {
    const name = inner.node.name.value;
    if (name !== "nodes" && name !== "edges") continue;
    const own = name === "nodes" ? 1 : 0;
    const items = answered(value, inner);
    if (!Array.isArray(items)) {
      cost += multiplier(size) * (own + below(asked, type, inner, { value: items, price: fieldCost }));
    } else if (items.length === 0) {
      cost += multiplier(size) * own;
    } else {
      const costs = items.map((item) => own + below(asked, type, inner, { value: item, price: fieldCost }));
      cost += Math.ceil((multiplier(items.length) * costs.reduce((sum, one) => sum + one, 0)) / items.length);
    }
  }
  return cost;
}

const multiplier = (size: number): number => Math.floor(2 * Math.log(Math.max(2, Math.min(size, MAX_PAGE))));

function pageSize(asked: Asked, parent: GraphQLObjectType, field: Field): number {
  const { first, last } = argumentsOf(asked, parent, field);
  return Math.max(1, Number(first ?? 0), Number(last ?? 0));
}

function selected(
  asked: Asked,
  type: GraphQLCompositeType,
  { selections }: Field,
  { value, price }: { readonly value: unknown; readonly price: Price },
): number {
  const costs = candidatesOf(asked, type, selections).map((candidate) =>
    fieldsOf(asked, candidate, selections).reduce(
      (sum, inner) => sum + price(asked, candidate, inner, answered(value, inner)),
      0,
    ),
  );
  return Math.max(0, ...costs);
}

function answered(data: unknown, field: Field): unknown {
  if (data === UNKNOWN) return UNKNOWN;
  if (typeof data !== "object" || data === null || !(field.key in data)) return ABSENT;
  return (data as Record<string, unknown>)[field.key];
}
