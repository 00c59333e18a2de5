import { ConnectorError } from "@assetql/connector-sdk";
import type { Item, ItemQuery } from "@assetql/contract";
import { z } from "zod";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import { withQuery } from "../api/query.ts";
import type { WordPressConfig } from "../config.ts";
import { itemOfPost, type Post, postFields, postSchema } from "./item-of-post.ts";

const postsSchema = z.array(postSchema);

/** Where a list stands: in which type, after which id, and how many came before. */
const cursorSchema = z.object({ list: z.string(), after: z.int(), seen: z.int() });
type Cursor = z.infer<typeof cursorSchema>;

const PAGE = 50;
/** Posts asked for once more, so that none is passed over when others are deleted while a list is paged through. */
const OVERLAP = 10;
/** A site's clock may be behind, and a post is saved in several steps. */
const CHANGED_OVERLAP_MS = 120_000;
const passedOn = new Set(["status", "categories", "tags", "author", "parent", "lang"]);

/** A page of the site's posts, one type after the other, each in the order of their ids. */
export async function listItems(
  { config }: { readonly config: WordPressConfig },
  site: Site,
  { query, cursor }: { readonly query: ItemQuery; readonly cursor: string | undefined },
): Promise<{ items: Item[]; cursor?: string }> {
  const ids = query.ids?.filter((id) => /^\d{1,18}$/.test(id));
  if (ids?.length === 0) return { items: [] };
  const lists = query.kind === undefined ? config.itemTypes : [query.kind];
  const at = cursor === undefined ? start(lists[0]) : readCursor(cursor);
  const offset = Math.max(0, at.seen - OVERLAP);
  const path = withQuery(`/wp/v2/${at.list}`, {
    ...parametersOf(config, { ...query, ids }, at.list),
    offset,
  });
  const posts = await callSite(site, { path }, postsSchema);
  const fresh = posts.filter(({ id }) => id > at.after);
  const items = fresh.filter((post) => isWanted(post, query)).map((post) => itemOfPost(post, at.list));
  const next = nextOf(lists, at, { posts, fresh, offset });
  return next === undefined ? { items } : { items, cursor: writeCursor(next) };
}

function parametersOf({ itemStatuses }: WordPressConfig, query: ItemQuery, list: string) {
  const filters = Object.entries(query.filters ?? {}).filter(([name]) => passedOn.has(name));
  const since = query.changedSince;
  const status = list === "media" ? { media_type: "image" } : { status: itemStatuses };
  return {
    ...status,
    ...Object.fromEntries(filters),
    context: "edit",
    orderby: "id",
    order: "asc",
    per_page: PAGE + OVERLAP,
    search: query.search,
    include: query.ids,
    modified_after: since === undefined ? undefined : new Date(since - CHANGED_OVERLAP_MS).toISOString(),
    _embed: "author,wp:term,wp:featuredmedia",
    _fields: postFields,
  };
}

function isWanted({ featured_media: shown }: Post, { withoutImage }: ItemQuery): boolean {
  return withoutImage !== true || shown === 0;
}

interface Read {
  readonly posts: readonly Post[];
  readonly fresh: readonly Post[];
  readonly offset: number;
}

function nextOf(lists: readonly string[], at: Cursor, { posts, fresh, offset }: Read): Cursor | undefined {
  if (posts.length === PAGE + OVERLAP) {
    return { list: at.list, after: fresh.at(-1)?.id ?? at.after, seen: offset + posts.length };
  }
  const following = lists[lists.indexOf(at.list) + 1];
  return following === undefined ? undefined : start(following);
}

function start(list = "posts"): Cursor {
  return { list, after: 0, seen: 0 };
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function readCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch (error) {
    throw new ConnectorError("refused", "This is no cursor of this list. Start again without one.", {
      cause: error,
    });
  }
}
