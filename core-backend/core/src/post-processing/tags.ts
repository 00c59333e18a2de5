import { wellKnown } from "@assetql/prompts";

const MAX_TAGS = 16;
const MAX_TAG_LENGTH = 40;
const MAX_CATEGORY_LENGTH = 120;

/** Words of prompts that say nothing about the picture. */
const STOP_WORDS = new Set(
  (
    "a an the one two three of in on at by with without and or for to from into onto over under above below near " +
    "next beside behind before after around against along among across through within inside outside between " +
    "toward towards upon off out up down is are its it this that these those their his her as be very such " +
    "high low quality detailed small large big little tall natural tone tones colour colours color colors " +
    "style image picture photo illustration drawing render shot"
  ).split(" "),
);

/** Cells that name or number a thing rather than describe it. */
const NOT_DESCRIPTIVE =
  /^(sku|id|title|name|handle|url|price|seed|alt[ _-]?text|alt|tags?|category|.*sku.*|.*_id)$/i;

export interface PromptTags {
  readonly tags: readonly string[];
  readonly category: string | null;
}

/**
 * Tags and category from what the row and its prompt say, without looking at the image: the row's own tags first,
 * then its short descriptive cells, then the prompt's words.
 */
export function tagsFromPrompt(metadata: Readonly<Record<string, string>>, prompt: string): PromptTags {
  const row = wellKnown(metadata);
  const cells = Object.entries(metadata)
    .filter(([column]) => !NOT_DESCRIPTIVE.test(column))
    .flatMap(([, cell]) => cell.split(/\s+(?:and|&)\s+|[,;]/i))
    .filter((phrase) => isShort(phrase) && !startsWithStopWord(phrase));
  const words = (prompt.toLowerCase().match(/\p{L}[\p{L}\p{M}'-]+/gu) ?? []).filter(
    (word) => !STOP_WORDS.has(word),
  );
  const tags = new Map<string, string>();
  for (const candidate of [...(row.tags ?? []), ...cells, ...words]) {
    const tag = candidate.trim().toLowerCase();
    if (tag.length > 1 && tag.length <= MAX_TAG_LENGTH && !isCovered(tag, tags)) tags.set(tag, tag);
    if (tags.size === MAX_TAGS) break;
  }
  const category = row.category ?? row.subject;
  return {
    tags: [...tags.keys()],
    category: category === undefined ? null : category.slice(0, MAX_CATEGORY_LENGTH),
  };
}

/** "with jasmine flowers" says where something is; its words come by themselves. */
const startsWithStopWord = (phrase: string): boolean =>
  STOP_WORDS.has(phrase.trim().toLowerCase().split(/\s+/)[0] ?? "");

const isShort = (cell: string): boolean =>
  cell.length <= MAX_TAG_LENGTH && cell.trim().split(/\s+/).length <= 3 && !/^[\d.,€$%-]+$/.test(cell);

/** "hat" adds nothing beside "straw hat". */
function isCovered(tag: string, tags: ReadonlyMap<string, string>): boolean {
  return tags.has(tag) || [...tags.keys()].some((known) => known.split(/\s+/).includes(tag));
}
