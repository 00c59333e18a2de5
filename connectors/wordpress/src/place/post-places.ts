import { ConnectorError } from "@assetql/connector-sdk";
import { z } from "zod";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import { withQuery } from "../api/query.ts";

/** A post that shows images. Its type is found out by asking: the id alone is what people know. */
export interface PostPlace {
  readonly id: number;
  /** REST base of its type, as in `posts`. */
  readonly list: string;
  /** Attachment it shows; 0 for none. */
  readonly featured: number;
}

const placesSchema = z.array(z.object({ id: z.int(), featured_media: z.int().default(0) }));
const placeSchema = z.object({ id: z.int(), featured_media: z.int().optional() });

const MOST_KNOWN = 100_000;
/** The type of a post does not change: REST base by site and id. */
const lists = new Map<string, string>();

/** The posts that are there, by id, of up to 100. Those in the trash count as gone. */
export async function readPlaces(
  site: Site,
  itemTypes: readonly string[],
  ids: readonly number[],
): Promise<ReadonlyMap<number, PostPlace>> {
  const places = new Map<number, PostPlace>();
  for (const list of itemTypes) {
    const wanted = ids.filter((id) => !places.has(id) && mayBeIn(site, list, id));
    if (wanted.length === 0 || list === "media") continue;
    const path = withQuery(`/wp/v2/${list}`, {
      include: wanted,
      status: "any",
      context: "edit",
      per_page: 100,
      _fields: "id,featured_media",
    });
    for (const { id, featured_media: featured } of await callSite(site, { path }, placesSchema)) {
      places.set(id, { id, list, featured });
      if (lists.size >= MOST_KNOWN) lists.clear();
      lists.set(`${site.url} ${id}`, list);
    }
  }
  return places;
}

export interface Showing {
  readonly post: number;
  /** 0: none. */
  readonly attachment: number;
  /** What it must show now, where the plugin can make sure of it. */
  readonly expected?: number | undefined;
}

/** Makes a post show an image, or none for 0. Throws when it does not: WordPress passes over an id it does not like. */
export async function setFeatured(
  site: Site,
  itemTypes: readonly string[],
  { post, attachment, expected }: Showing,
): Promise<void> {
  if (site.hasPlugin) {
    const data = { attachment, ...(expected === undefined ? {} : { expected }) };
    const call = { path: `/assetql/v1/posts/${post}/featured`, method: "PUT", data } as const;
    await callSite(site, call, z.unknown());
    return;
  }
  const known = lists.get(`${site.url} ${post}`);
  const list = known ?? (await readPlaces(site, itemTypes, [post])).get(post)?.list;
  if (list === undefined) throw postGone(site, post);
  const call = {
    path: `/wp/v2/${list}/${post}`,
    method: "POST",
    data: { featured_media: attachment },
  } as const;
  const { featured_media: shown } = await callSite(site, call, placeSchema);
  if (shown === attachment) return;
  if (shown === undefined) {
    const detail = `Things of the type “${list}” have no featured image on ${site.url}.`;
    throw new ConnectorError("not-supported", detail);
  }
  const detail = `${site.url} did not take the image ${attachment} as the featured image of the post ${post}: it is no longer in the media library.`;
  throw new ConnectorError("remote-deleted", detail);
}

export function postGone(site: Site, post: string | number): ConnectorError {
  return new ConnectorError("item-deleted", goneWords(site, post));
}

export function goneWords(site: Site, post: string | number): string {
  return `The post ${post} is no longer on ${site.url}, lies in its trash, or is of a type that this target does not look at.`;
}

function mayBeIn(site: Site, list: string, id: number): boolean {
  const known = lists.get(`${site.url} ${id}`);
  return known === undefined || known === list;
}
