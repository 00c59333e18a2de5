import type { CatalogueQuery, ItemKind } from "@assetql/shopify";

/** As the tabs show them. Not imported, as the package would come into the browser with it. */
export const kinds = [
  "products",
  "variants",
  "colours",
  "collections",
] as const satisfies readonly ItemKind[];
export const statuses = ["active", "draft", "archived"] as const;
export type Status = (typeof statuses)[number];

/** What is looked for, as the page's address keeps it. */
export interface ChooseQuery {
  readonly kind: ItemKind;
  readonly search: string;
  readonly status: Status | undefined;
  readonly collection: { readonly id: string; readonly title: string } | undefined;
  readonly withoutImage: boolean;
  /** Of the page; undefined for the first. */
  readonly cursor: string | undefined;
}

const LONGEST_SEARCH = 200;

/** What an address cannot mean is left out. */
export function queryOf(params: URLSearchParams): ChooseQuery {
  const collection = params.get("in");
  return {
    kind: kinds.find((kind) => kind === params.get("kind")) ?? "products",
    search: (params.get("q") ?? "").slice(0, LONGEST_SEARCH),
    status: statuses.find((status) => status === params.get("status")),
    collection:
      collection !== null && /^\d{1,20}$/.test(collection)
        ? { id: collection, title: params.get("title") ?? collection }
        : undefined,
    withoutImage: params.get("bare") === "1",
    cursor: params.get("cursor") ?? undefined,
  };
}

/** The other way round; what is as usual is not in the address. */
export function paramsOf(query: ChooseQuery): URLSearchParams {
  const { kind, search, status, collection, withoutImage, cursor } = query;
  const entries: [string, string | undefined][] = [
    ["kind", kind === "products" ? undefined : kind],
    ["q", search || undefined],
    ["status", status],
    ["in", collection?.id],
    ["title", collection?.title],
    ["bare", withoutImage ? "1" : undefined],
    ["cursor", cursor],
  ];
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** As the catalogue takes it: collections are not in one, and have no status. */
export function catalogueQueryOf({
  kind,
  search,
  status,
  collection,
  withoutImage,
}: ChooseQuery): CatalogueQuery {
  const isCollections = kind === "collections";
  return {
    kind,
    ...(search.trim() === "" ? {} : { search: search.trim() }),
    ...(status === undefined || isCollections ? {} : { status }),
    ...(collection === undefined || isCollections ? {} : { collection: collection.id }),
    ...(withoutImage ? { withoutImage } : {}),
  };
}

/** Whether anything but the kind narrows it. */
export const isNarrowed = (query: ChooseQuery): boolean =>
  Object.keys(catalogueQueryOf(query)).some((name) => name !== "kind");
