/** The one place that names the version of the Admin API; versions are supported for a year. */
export const SHOPIFY_API_VERSION = "2026-07";
/** The next one. Every operation is checked against both, so that moving on is changing the line above. */
export const NEXT_SHOPIFY_API_VERSION = "2026-10";
