/**
 * The slug of the attachment that holds an asset's image now, when the plugin is not there to know it: derived, so
 * that an upload of which nobody heard the end is found again. WordPress lower-cases slugs and takes 200 characters.
 */
export function slugOf(externalId: string): string {
  return `assetql-${externalId.toLowerCase().replace(/[^a-z0-9_-]+/g, "-")}`.slice(0, 180);
}

export function isOurSlug(slug: string): boolean {
  return slug.startsWith("assetql-");
}

/**
 * Of a new attachment until the one that it replaces has been put away. Until then both are there, each to be found, and
 * an update that stops in between has hidden nothing.
 */
export function nextSlug(externalId: string): string {
  return `${slugOf(externalId)}-next`;
}

/** Of an attachment whose image was replaced. */
export function formerSlug(externalId: string, attachment: number): string {
  return `${slugOf(externalId)}-was-${attachment}`;
}
