import { isColourWord } from "./colour-words.ts";
import { hasIcon, iconNames } from "./icons.ts";
import { singular } from "./inflection.ts";
import { type NounPhrase, nounPhrases } from "./phrases.ts";
import { HOME_WORDS } from "./words/home.ts";
import { KINDS } from "./words/kinds.ts";
import { LIVING_WORDS } from "./words/living.ts";
import { MADE_WORDS } from "./words/made.ts";
import { OUTDOORS_WORDS } from "./words/outdoors.ts";
import { TABLE_WORDS } from "./words/table.ts";
import { WORN_WORDS } from "./words/worn.ts";

/** What a prompt asks to see. */
export interface SubjectMatch {
  /** The words to print on the badge: the phrase that was matched, or the prompt's first phrase. */
  label: string;
  /** The icon that shows it; undefined when nothing fits. */
  icon: string | undefined;
  matched: boolean;
}

const TABLES = [TABLE_WORDS, WORN_WORDS, HOME_WORDS, LIVING_WORDS, OUTDOORS_WORDS, MADE_WORDS];
const curated = new Map<string, string>();
for (const table of TABLES) {
  for (const [icon, words] of Object.entries(table)) {
    for (const word of words.split(", ")) if (!curated.has(word)) curated.set(word, icon);
  }
}

// "wine glass" and "glass wine" are the same key: the order of an icon's words is the drawer's whim.
const byWords = new Map<string, string>();
const byHead = new Map<string, string>();
for (const name of iconNames) indexIcon(name);

function indexIcon(name: string): void {
  const tokens = name.split("-");
  const key = sortedKey(tokens);
  if (!byWords.has(key)) byWords.set(key, name);
  const head = /^(?:head|face|alt|1)$/.test(tokens.at(-1) ?? "") ? tokens.at(-2) : tokens.at(-1);
  if (head === undefined || tokens.length > 2) return;
  const known = byHead.get(head);
  if (known === undefined || name.length < known.length) byHead.set(head, name);
}

function sortedKey(words: readonly string[]): string {
  return [...words].sort().join(" ");
}

/**
 * Finds the icon for a CSV subject, else for the prompt. The first phrase decides, its longest ending first
 * ("leather hiking boot", "hiking boot", "boot"), then its other words, then the following phrases.
 */
export function matchSubject(prompt: string, subject?: string): SubjectMatch {
  const sources = subject?.trim() ? [subject, prompt] : [prompt];
  const phrases = sources.map((source) => nounPhrases(source));
  for (const list of phrases) {
    const [first, ...rest] = list;
    const icon = (first && iconOfPhrase(inSingular(first))) ?? firstDefined(rest.map(inSingular), iconOfName);
    if (icon !== undefined) return { label: labelOf(first, subject), icon, matched: true };
  }
  return { label: labelOf(phrases[0]?.[0], subject), icon: undefined, matched: false };
}

function inSingular({ words, contents }: NounPhrase): NounPhrase {
  return { words: words.map(singular), ...(contents && { contents: contents.map(singular) }) };
}

function labelOf(phrase: NounPhrase | undefined, subject: string | undefined): string {
  if (subject?.trim()) return subject.trim();
  if (phrase === undefined) return "";
  return phrase.contents
    ? `${phrase.words.join(" ")} of ${phrase.contents.join(" ")}`
    : phrase.words.join(" ");
}

// Of "a bowl of ramen" the ramen is the subject; of "a sword of the king" the sword.
const CONTAINERS =
  /^(?:bowl|cup|mug|glass|bottle|jar|plate|box|basket|slice|can|tin|bag|crate|pot|pint|loaf|bar|ball|stack|pile|tray|dish|bunch|bouquet|flock|herd|pack|school|field|tube|roll|deck|scoop|chunk|block|swarm|army|crowd)$/;

function iconOfPhrase({ words, contents }: NounPhrase): string | undefined {
  if (contents === undefined) return iconOfWords(words);
  const container = words.at(-1) ?? "";
  if (!CONTAINERS.test(container)) return iconOfWords(words) ?? iconOfWords(contents);
  return lookUp([container, ...contents.slice(-1)]) ?? iconOfWords(contents) ?? iconOfWords(words);
}

function iconOfName({ words, contents }: NounPhrase): string | undefined {
  const all = contents ?? words;
  return lookUp(all) ?? lookUp(all.slice(-1));
}

function iconOfWords(words: readonly string[]): string | undefined {
  const endings = words.map((_, start) => words.slice(start));
  return firstDefined(endings, lookUp) ?? iconOfHead(words) ?? firstDefined(innerWords(words), lookUp);
}

// A word that says what the thing is made of or looks like does not change what it is.
const PLAIN =
  /^(?:old|new|big|small|large|little|tiny|giant|vintage|antique|modern|classic|wooden|wood|leather|metal|steel|stainless|ceramic|glass|cotton|wool|silk|linen|plastic|stone|handmade|cute|fresh|\w+(?:ed|ous|ish|ful))$/;

/** A kind of thing may stand for the bare word ("horn" shows a hunting horn), never against a modifier. */
function iconOfHead(words: readonly string[]): string | undefined {
  const head = words.at(-1) ?? "";
  const bare = words.slice(0, -1).every((word) => PLAIN.test(word) || isColourWord(word));
  return (bare ? byHead.get(head) : undefined) ?? KINDS.get(head);
}

// Things that things are made of: an "oak frobnicator" shows no tree, a "wool frobnicator" no ball of wool.
const MATERIALS =
  /^(?:oak|walnut|birch|beech|ash|pine|cedar|maple|cherry|olive|bamboo|willow|cork|wood|straw|wool|canvas|honey|stone|rock|gold|silver|diamond|crystal|glass|porcelain|pottery|ceramic|enamel|linen|cloth|fabric|textile|tin|metal|bone|clay|rose|chestnut|mustard|cream|butter|peach|plum|lavender)$/;

/** For "dragon figurine": the words before an unknown head, compounds first, nearest first. */
function innerWords(words: readonly string[]): string[][] {
  const inner = words.slice(0, -1).filter((word) => !MATERIALS.test(word));
  return inner.map((_, i) => inner.slice(i)).concat(inner.map((word) => [word]).reverse());
}

function lookUp(words: readonly string[]): string | undefined {
  const phrase = words.join(" ");
  if (phrase === "") return undefined;
  const name = curated.get(phrase) ?? words.join("-");
  if (hasIcon(name)) return name;
  return curated.get(words.join("")) ?? (words.length > 1 ? byWords.get(sortedKey(words)) : undefined);
}

function firstDefined<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
