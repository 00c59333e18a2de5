import type { Context, Observed, Reference } from "@assetql/connector-sdk";
import { openSite } from "../api/open-site.ts";
import type { WordPressConfig, WordPressCredentials } from "../config.ts";
import { observeMedia } from "../media/observe-media.ts";
import { FEATURED, placeValue } from "../place/featured-value.ts";
import { goneWords, readPlaces } from "../place/post-places.ts";
import { postOf } from "./post-of.ts";

/** What the library and the posts show of the references, in two to five calls for a hundred. */
export async function observePublished(
  context: Context<WordPressConfig, WordPressCredentials>,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, Observed>> {
  const { config } = context;
  const site = await openSite(context);
  const posts = [...new Set(references.map((reference) => postOf(config, reference)))].filter(
    (post) => post !== undefined,
  );
  const [media, places] = await Promise.all([
    observeMedia(site, config.taxonomy, references),
    readPlaces(site, config.itemTypes, posts),
  ]);
  const observed = new Map<string, Observed>();
  for (const reference of references) {
    const seen = media.get(reference.externalId);
    const post = postOf(config, reference);
    const place = post === undefined ? undefined : places.get(post);
    const isGone = post !== undefined && place === undefined;
    if (seen === undefined && post === undefined) continue;
    observed.set(reference.externalId, {
      remoteId: seen?.remoteId ?? null,
      remoteUrl: seen?.url ?? null,
      fields: {
        ...seen?.fields,
        ...(post === undefined ? {} : { [FEATURED]: placeValue(place?.featured ?? 0, seen?.id) }),
      },
      ...(isGone ? { missing: goneWords(site, post) } : {}),
    });
  }
  return observed;
}
