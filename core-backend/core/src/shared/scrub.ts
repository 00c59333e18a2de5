/** Addresses, keys and tokens, credentials and queries of URLs: what the words of somebody else's error may repeat. */
const PRIVATE: readonly (readonly [RegExp, string])[] = [
  [/(\w+:\/\/)[^\s/?#"'@]*@/g, "$1[credentials]@"],
  [/[^\s@<>"'`,;:()[\]{}]+@[^\s@<>"'`,;:()[\]{}]+\.[A-Za-z]{2,}/g, "[address]"],
  [/\baql_[\w-]{8,}/g, "[key]"],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, "[token]"],
  [/(https?:\/\/[^\s?"']+)\?[^\s"']+/g, "$1?[query]"],
];

/** A text for the log, without what looks private and without `known` texts that are. */
export function scrub(text: string, known: readonly string[] = []): string {
  let scrubbed = text;
  for (const word of known) if (word !== "") scrubbed = scrubbed.replaceAll(word, "[withheld]");
  for (const [pattern, instead] of PRIVATE) scrubbed = scrubbed.replaceAll(pattern, instead);
  return scrubbed;
}
