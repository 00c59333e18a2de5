import { createHash } from "node:crypto";

const PREFIX = "aql-";
const MAX_LENGTH = 64;

/**
 * The id of the Contentful asset for one of our external ids. Always the same, so that making it twice is a version
 * conflict rather than a second asset. Contentful allows 1 to 64 of `A-Z a-z 0-9 - _ .`.
 */
export function assetIdOf(externalId: string): string {
  return fitted(PREFIX, externalId);
}

/** The id of the entry that tells where an asset comes from. */
export function provenanceIdOf(assetId: string): string {
  return fitted(`${PREFIX}about-`, assetId);
}

/** Whether an asset or entry was made by us, as far as its id tells. */
export function isOurs(id: string): boolean {
  return id.startsWith(PREFIX);
}

function fitted(prefix: string, text: string): string {
  const plain = `${prefix}${text}`;
  if (/^[A-Za-z0-9\-_.]+$/.test(text) && plain.length <= MAX_LENGTH) return plain;
  return `${prefix}${createHash("sha256").update(text).digest("base64url")}`;
}
