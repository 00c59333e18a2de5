import type { Context, Observed, Reference } from "@assetql/connector-sdk";
import { observeMedia, openSite, type WordPressCredentials } from "@assetql/wordpress";
import type { WooCommerceConfig } from "../config.ts";
import { placeOf } from "../item-id.ts";
import { observePlaces } from "../place/observe-places.ts";
import { PLACE } from "../place/place-value.ts";

/** What the library and the shop show of the references. */
export async function observePublished(
  context: Context<WooCommerceConfig, WordPressCredentials>,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, Observed>> {
  const { config } = context;
  const site = await openSite(context);
  const [media, placeSeen] = await Promise.all([
    observeMedia(site, config.taxonomy, references),
    observePlaces(config, site, references),
  ]);
  const observed = new Map<string, Observed>();
  for (const reference of references) {
    const seen = media.get(reference.externalId);
    const hasPlace = placeOf(reference.itemId) !== undefined;
    if (seen === undefined && !hasPlace) continue;
    const place = placeSeen(reference, seen?.id);
    observed.set(reference.externalId, {
      remoteId: seen?.remoteId ?? null,
      remoteUrl: seen?.url ?? null,
      fields: { ...seen?.fields, ...(hasPlace ? { [PLACE]: place ?? null } : {}) },
      ...(hasPlace && place === undefined ? { missing: goneWords(site.url, reference) } : {}),
    });
  }
  return observed;
}

function goneWords(url: string, { itemId }: Reference): string {
  return `The product ${itemId} is no longer in the shop at ${url}, or lies in its trash.`;
}
