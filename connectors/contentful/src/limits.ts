/**
 * Limits of the Content Management API, from "Technical limits" and "API rate limits" of Contentful's documentation.
 */
export const CONTENTFUL_LIMITS = {
  /** Of an image. */
  fileBytes: 20 * 1024 * 1024,
  titleCharacters: 255,
  textCharacters: 50_000,
  fileNameCharacters: 256,
  /** Requests of an organisation on the smallest plan. */
  requestsPerSecond: 7,
  bulkItems: 200,
  /** Ids in one question: an address has room for 7,600 characters. */
  idsPerQuestion: 100,
} as const;
