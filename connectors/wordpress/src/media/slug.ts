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
 * Of an attachment that makes room for another one, until that is there. It is found under it: an update that stops in
 * between has changed nothing that anybody sees.
 */
export function leavingSlug(externalId: string): string {
  return `${slugOf(externalId)}-leaving`;
}

/** Of an attachment whose image was replaced. */
export function formerSlug(externalId: string, attachment: number): string {
  return `${slugOf(externalId)}-was-${attachment}`;
}
