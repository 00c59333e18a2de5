import { globalId } from "../item-id.ts";

/**
 * How media are named here: images by the number at the end of their global id, videos and models by the whole of it.
 */
export function mediaOf(id: string): string {
  return /^gid:\/\/shopify\/MediaImage\/(\d+)/.exec(id)?.[1] ?? id;
}

export const mediaGlobalId = (media: string): string =>
  media.startsWith("gid:") ? media : globalId("MediaImage", media);
