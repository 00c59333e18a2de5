import { type Arguments, type CallContext, only, unsupported, type View } from "../context.ts";
import { apiError } from "../errors.ts";

const MAX_PAGE = 250;

/** One item of a connection: what it shows, and what it is sorted by. */
export interface Item {
  readonly id: string;
  readonly view: () => View;
  /** By sort key; `ID` is always there. */
  readonly sort?: Readonly<Record<string, string | number>>;
}

interface Paging {
  readonly name: string;
  /** Arguments that the caller has dealt with. */
  readonly also?: readonly string[];
  /** Unless the call names one. */
  readonly sortKey: string;
}

/**
 * A page of a list, as the cursor says (https://shopify.dev/docs/api/usage/pagination-graphql): at most 250 items, in
 * the order of the sort key and then of the id, so that a cursor stays right when items come and go.
 */
export function page(context: CallContext, args: Arguments, items: readonly Item[], paging: Paging): View {
  only(context, paging.name, args, [
    "first",
    "last",
    "after",
    "before",
    "reverse",
    "sortKey",
    ...(paging.also ?? []),
  ]);
  const key = String(args.sortKey ?? paging.sortKey);
  const placed = items.map((item) => ({ item, value: sortValue(context, item, key, paging) }));
  placed.sort((a, b) => compare(a, b));
  if (args.reverse === true) placed.reverse();
  const all = placed.map(({ item, value }) => ({ item, cursor: cursorOf(item.id, value), value }));
  if (context.bulk) return connection(all, false, false);
  const size = pageSize(args);
  const direction = args.reverse === true ? -1 : 1;
  const inside = all.filter(
    (one) => isBeyond(one, args.after, direction) && isBeyond(one, args.before, -direction),
  );
  const page = args.last === null || args.last === undefined ? inside.slice(0, size) : inside.slice(-size);
  const cut = inside.length > page.length;
  const fromEnd = args.last !== null && args.last !== undefined;
  return connection(
    page,
    fromEnd ? args.before !== null && args.before !== undefined : cut,
    fromEnd ? cut : args.after !== null && args.after !== undefined,
  );
}

type Placed = { readonly item: Item; readonly value: string | number };

function sortValue(context: CallContext, item: Item, key: string, { name }: Paging): string | number {
  if (key === "ID") return Number(item.id);
  const value = item.sort?.[key];
  if (value === undefined) throw unsupported(context, `${name}(sortKey: ${key})`);
  return typeof value === "string" ? value.toLowerCase() : value;
}

function compare(a: Placed, b: Placed): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  return Number(a.item.id) - Number(b.item.id);
}

function connection(
  page: readonly (Placed & { readonly cursor: string })[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
): View {
  return {
    __typename: "Connection",
    edges: () => page.map(({ item, cursor }) => ({ __typename: "Edge", cursor, node: () => item.view() })),
    nodes: () => page.map(({ item }) => item.view()),
    pageInfo: {
      __typename: "PageInfo",
      hasNextPage,
      hasPreviousPage,
      startCursor: page[0]?.cursor ?? null,
      endCursor: page.at(-1)?.cursor ?? null,
    },
  };
}

const cursorOf = (id: string, value: string | number): string =>
  Buffer.from(JSON.stringify({ last_id: Number(id), last_value: value })).toString("base64");

/** Whether an item comes after a cursor, in the direction; everything does without one. */
function isBeyond(one: Placed, cursor: unknown, direction: number): boolean {
  if (cursor === null || cursor === undefined) return true;
  const { last_id, last_value } = readCursor(String(cursor));
  const place = compare(one, {
    item: { id: String(last_id), view: () => one.item.view() },
    value: last_value,
  });
  return place * direction > 0;
}

function readCursor(cursor: string): { last_id: number; last_value: string | number } {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (typeof read === "object" && read !== null && "last_id" in read && "last_value" in read) {
      const { last_id, last_value } = read;
      if (typeof last_id === "number" && (typeof last_value === "number" || typeof last_value === "string")) {
        return { last_id, last_value };
      }
    }
  } catch {
    // Answered below, as everything that is no cursor.
  }
  throw apiError("Invalid cursor for current pagination sort.", "BAD_REQUEST");
}

function pageSize(args: Arguments): number {
  const { first, last } = args;
  const given = first ?? last;
  if (given === null || given === undefined) {
    throw apiError("you must provide one of first or last", "BAD_REQUEST");
  }
  if (first !== null && first !== undefined && last !== null && last !== undefined) {
    throw apiError("providing both first and last is not supported", "BAD_REQUEST");
  }
  const size = Number(given);
  if (size < 1 || size > MAX_PAGE) {
    throw apiError(
      `${first === undefined ? "last" : "first"} must be between 1 and ${MAX_PAGE}`,
      "BAD_REQUEST",
    );
  }
  return size;
}
