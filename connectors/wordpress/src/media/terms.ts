import type { Json } from "@assetql/contract";
import { z } from "zod";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import { withQuery } from "../api/query.ts";
import { refusedWith } from "../api/wordpress-error.ts";

const termSchema = z.object({ id: z.int(), name: z.string() });
const termsSchema = z.array(termSchema);
const existsSchema = z.object({ term_id: z.coerce.number().int() });

const MOST_AT_ONCE = 100;
/** Calls under way, by site and name: of two at once that find no term, both would make one. */
const underWay = new Map<string, Promise<number>>();

/** The ids of terms by their names; those that are not there are made. */
export function termIds(site: Site, taxonomy: string, names: readonly string[]): Promise<number[]> {
  return Promise.all(names.map((name) => termId(site, taxonomy, name)));
}

/** The names of terms by their ids. */
export async function termNames(
  site: Site,
  taxonomy: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  const wanted = [...new Set(ids)];
  for (let at = 0; at < wanted.length; at += MOST_AT_ONCE) {
    const path = withQuery(`/wp/v2/${taxonomy}`, {
      include: wanted.slice(at, at + MOST_AT_ONCE),
      per_page: MOST_AT_ONCE,
      _fields: "id,name",
    });
    for (const { id, name } of await callSite(site, { path }, termsSchema)) found.set(id, unescaped(name));
  }
  return found;
}

function termId(site: Site, taxonomy: string, name: string): Promise<number> {
  const key = `${site.url} ${taxonomy} ${name.toLowerCase()}`;
  const running = underWay.get(key);
  if (running !== undefined) return running;
  const started = findOrMake(site, taxonomy, name).finally(() => underWay.delete(key));
  underWay.set(key, started);
  return started;
}

async function findOrMake(site: Site, taxonomy: string, name: string): Promise<number> {
  const query = { search: name, per_page: MOST_AT_ONCE, _fields: "id,name" };
  const found = await callSite(site, { path: withQuery(`/wp/v2/${taxonomy}`, query) }, termsSchema);
  const same = found.find((term) => unescaped(term.name).toLowerCase() === name.toLowerCase());
  if (same !== undefined) return same.id;
  const data: Record<string, Json> = { name };
  try {
    return (await callSite(site, { path: `/wp/v2/${taxonomy}`, method: "POST", data }, termSchema)).id;
  } catch (error) {
    if (refusedWith(error, "term_exists")) return existsSchema.parse(error.refusal.data).term_id;
    throw error;
  }
}

/** WordPress keeps the names of terms with these escaped. */
function unescaped(name: string): string {
  return name
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#039;", "'")
    .replaceAll("&amp;", "&");
}
