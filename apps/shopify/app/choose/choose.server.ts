import { redirect } from "@remix-run/node";
import { z } from "zod";
import { jsonInputOf } from "../common/input.server.ts";
import { createKept } from "../common/kept.server.ts";
import { fieldOf, type Visited } from "../common/visit-loader.server.ts";
import { MOST_PICKED, PICKED_PAGE } from "./picks.ts";
import { catalogueQueryOf, kinds, queryOf } from "./query.ts";
import { type ChooseRow, rowOf } from "./row.ts";

/** By shop: hardly one ever changes it. */
const currencies = createKept<string>({ ms: 3_600_000, most: 1_000 });

/** A page of what is looked for, and what was saved before. */
export async function loadChoose({ visit, url }: Visited) {
  const query = queryOf(url.searchParams);
  const [page, selections, currency] = await Promise.all([
    visit.catalogue.search(catalogueQueryOf(query), query.cursor),
    visit.selections.list(),
    currencies(visit.shop.domain, () => visit.catalogue.currency()),
  ]);
  return {
    query,
    currency,
    rows: page.items.map(rowOf),
    next: page.cursor ?? null,
    selections: selections.map(({ id, name, kind, count, createdAt }) => ({
      id,
      name,
      kind,
      count,
      createdAt,
    })),
  };
}

type Acting = Visited & { readonly form: FormData };

const nothing = {
  ids: [] as string[],
  isCut: false,
  collections: [] as { id: string; title: string }[],
  rows: [] as ChooseRow[],
  /** Ids of what was asked for and is not in the shop. */
  gone: [] as string[],
};

export async function actChoose(acting: Acting) {
  const { visit, form } = acting;
  switch (fieldOf(form, "intent")) {
    case "all":
      return allOf(acting);
    case "picked":
      return { ...nothing, ids: [...(await visit.catalogue.idsOfPicked(listOf(form, "ids"), kindOf(form)))] };
    case "rows":
      return rowsOf(acting);
    case "collections": {
      const { items } = await visit.catalogue.collections(fieldOf(form, "search") || undefined);
      return { ...nothing, collections: items.map(({ id, title }) => ({ id: numberAtEnd(id), title })) };
    }
    case "delete":
      await visit.selections.delete(fieldOf(form, "id"));
      return nothing;
    default:
      return save(acting);
  }
}

async function allOf({ visit, form }: Acting) {
  const query = queryOf(new URLSearchParams(fieldOf(form, "query")));
  // One more than there is room for says that there are more.
  const ids = await visit.catalogue.idsOf(catalogueQueryOf(query), MOST_PICKED + 1);
  return { ...nothing, ids: ids.slice(0, MOST_PICKED), isCut: ids.length > MOST_PICKED };
}

/** Of what is picked, wherever it was found. */
async function rowsOf({ visit, form }: Acting) {
  const ids = listOf(form, "ids").slice(0, PICKED_PAGE);
  const rows = (await visit.catalogue.byIds(ids)).map(rowOf);
  const found = new Set(rows.map(({ id }) => id));
  return { ...nothing, rows, gone: ids.filter((id) => !found.has(id)) };
}

async function save({ visit, form }: Acting): Promise<never> {
  const itemIds = listOf(form, "ids");
  if (itemIds.length === 0) throw redirect("/app/choose");
  const name = fieldOf(form, "name") || visit.shop.name;
  const { id } = await visit.selections.create({ name, kind: kindOf(form), itemIds });
  throw redirect(`/app/configure/${id}`);
}

const kindOf = (form: FormData) => kinds.find((kind) => kind === fieldOf(form, "kind")) ?? "products";

const listOf = (form: FormData, name: string): string[] =>
  jsonInputOf(z.array(z.string()), fieldOf(form, name) || "[]");

/** Collections may be named by Shopify's global ids. */
const numberAtEnd = (id: string): string => id.slice(id.lastIndexOf("/") + 1);
