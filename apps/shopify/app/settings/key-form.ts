/** As keys of AssetQL look; the hub has the last word. */
export const looksLikeKey = (typed: string): boolean => /^aql_[\x21-\x7e]{16,200}$/.test(typed.trim());
