import { ConnectorError } from "@assetql/connector-sdk";
import type { Item, ItemQuery } from "@assetql/contract";
import type { AssetProps, ContentTypeProps, EntryProps } from "contentful-management";
import { filesOf } from "./asset-fields.ts";
import { placeIn } from "./environment.ts";
import { columnsOf, titleOf } from "./item-columns.ts";
import { cursorAfter, type ItemCursor, isSeen, readCursor, writeCursor } from "./item-cursor.ts";
import { assetsById, webAddress } from "./observe.ts";
import { shownIn } from "./placement.ts";
import type { Session } from "./session.ts";

const PAGE = 50;
/** Contentful's search knows of a change a little later than the entry itself. */
const OVERLAP_MS = 60_000;

export interface ItemPage {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

/** Entries of one content type, oldest change first, 50 at a time. Archived ones are left out. */
export async function listItems(
  session: Session,
  query: ItemQuery,
  cursorText: string | undefined,
): Promise<ItemPage> {
  const type = typeOf(session, query.kind ?? session.config.itemType);
  const cursor = readCursor(cursorText);
  const search = searchFor(session, { query, type, cursor });
  const { items: entries } = await session.client.entry.getMany({ query: search });
  const fresh = entries.filter((entry) => !isSeen(cursor, listed(entry)));
  const images = await imagesOf(session, type, fresh);
  const items = fresh.map((entry) => itemOf(session, { entry, type, image: images.get(entry.sys.id) }));
  const isLast = entries.length < search.limit;
  const next = isLast ? undefined : cursorAfter(fresh.map(listed), cursor);
  return next === undefined ? { items } : { items, cursor: writeCursor(next) };
}

const listed = ({ sys }: EntryProps) => ({ id: sys.id, updatedAt: sys.updatedAt });

function typeOf({ facts }: Session, id: string | undefined): ContentTypeProps {
  const type = id === undefined ? undefined : facts.contentTypes.get(id);
  if (type !== undefined) return type;
  throw new ConnectorError(
    "config-invalid",
    id === undefined
      ? "The target names no content type whose entries want images. Choose one."
      : `The environment has no content type “${id}”. Choose another one at the target.`,
  );
}

interface Search {
  readonly query: ItemQuery;
  readonly type: ContentTypeProps;
  readonly cursor: ItemCursor | undefined;
}

type SearchParameters = Record<string, string | number | boolean> & { limit: number };

function searchFor({ config }: Session, { query, type, cursor }: Search): SearchParameters {
  const since = query.changedSince === undefined ? undefined : Math.max(0, query.changedSince - OVERLAP_MS);
  const from = cursor?.at ?? (since === undefined ? undefined : new Date(since).toISOString());
  return {
    content_type: type.sys.id,
    order: "sys.updatedAt,sys.id",
    limit: PAGE + (cursor?.seen.length ?? 0),
    "sys.archivedAt[exists]": false,
    ...(cursor === undefined || cursor.skip === 0 ? {} : { skip: cursor.skip }),
    ...(from === undefined ? {} : { "sys.updatedAt[gte]": from }),
    ...(query.ids === undefined ? {} : { "sys.id[in]": query.ids.join(",") }),
    ...(query.search === undefined || query.search === "" ? {} : { query: query.search }),
    ...(query.withoutImage === true && config.placementField !== undefined
      ? { [`fields.${config.placementField}[exists]`]: false }
      : {}),
    ...filtersOf(query),
  };
}

/** `fields.<id>`, with `[in]`, `[ne]`, `[match]` or `[exists]`, and `metadata.tags.sys.id[in]`. */
const FILTER =
  /^(fields\.[A-Za-z0-9_]{1,64}(\[(in|ne|match|exists)\])?|metadata\.tags\.sys\.id\[(in|all)\])$/;

function filtersOf({ filters = {} }: ItemQuery): Record<string, string> {
  const unknown = Object.keys(filters).find((name) => !FILTER.test(name));
  if (unknown === undefined) return filters;
  throw new ConnectorError(
    "config-invalid",
    `Entries cannot be filtered by “${unknown}”. Use a field, as in fields.category, or metadata.tags.sys.id[in].`,
  );
}

/** What the entries show now, by entry. */
async function imagesOf(
  session: Session,
  type: ContentTypeProps,
  entries: readonly EntryProps[],
): Promise<ReadonlyMap<string, Item["image"]>> {
  const place = placeIn(session.facts, session.config, type.sys.id);
  if (place === undefined) return new Map();
  const shown = entries.flatMap((entry) => {
    const [first] = shownIn(entry, place);
    return first === undefined ? [] : [{ entryId: entry.sys.id, assetId: first }];
  });
  const assets = await assetsById(
    session,
    shown.map(({ assetId }) => assetId),
  );
  return new Map(shown.map(({ entryId, assetId }) => [entryId, imageIn(session, assets.get(assetId))]));
}

function imageIn({ facts }: Session, asset: AssetProps | undefined): Item["image"] {
  if (asset === undefined) return null;
  const files = filesOf(asset);
  const url = (files[facts.defaultLocale] ?? Object.values(files)[0])?.url;
  if (url === undefined) return null;
  const altText = asset.fields.description?.[facts.defaultLocale] ?? "";
  return { url: url.startsWith("//") ? `https:${url}` : url, altText };
}

interface Entry {
  readonly entry: EntryProps;
  readonly type: ContentTypeProps;
  readonly image: Item["image"] | undefined;
}

function itemOf(session: Session, { entry, type, image }: Entry): Item {
  return {
    id: entry.sys.id,
    kind: type.sys.id,
    title: titleOf(entry, type, session.facts),
    url: webAddress(session, "entries", entry.sys.id),
    fields: columnsOf(entry, type, session.facts),
    image: image ?? null,
    updatedAt: Date.parse(entry.sys.updatedAt),
  };
}
