import nlp from "compromise/two";
import { singular } from "./inflection.ts";

/** A noun phrase of a prompt, in lower case, without articles and framing; `words` ends with the head noun. */
export interface NounPhrase {
  words: readonly string[];
  /** For "a bowl of ramen" the words after "of". */
  contents?: readonly string[];
}

type WordKind = "word" | "article" | "break" | "of";
interface Term {
  text: string;
  kind: WordKind;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

const ARTICLES = set(
  "a an the this that these those my your our his her its their some any one two three four five six seven eight nine ten dozen several many few single each every very really highly ultra super extremely",
);
// Words that end a noun phrase although the tagger may call them nouns or adjectives.
const BREAKS = set(
  "with without in on at by for from under over near beside behind above below against inside into onto through across around between during featuring holding wearing sitting standing and or but while who which is are was as to like using made set against next up full filled made",
);
// Nouns that say how the picture is made, or how many there are, not what is in it.
const FRAMES = set(
  "photo photograph photography illustration painting drawing sketch picture image render rendering portrait icon logo sticker poster print view shot closeup close-up scene depiction rendition watercolor watercolour engraving artwork art style set pair bunch group collection pack piece kind type assortment trio series lot variety",
);
// Participles that name a kind of thing when they stand before a noun ("hiking boots").
const PURPOSES = set(
  "hiking running walking sleeping fishing cooking watering measuring baking rocking dining swimming climbing camping boxing knitting sewing cutting mixing frying serving drinking shopping sailing racing riding washing vacuum reading wedding engagement rolling playing paddling magnifying spinning wishing ceiling pudding evening building earring ring string king bedding clothing painting lighting feeding tracking trekking skiing diving wading carving steering folding floating flying cycling driving training punching bowling shaving gaming recording writing parking fencing standing soothing dressing hanging talking chopping gardening milking stacking nesting whistling pruning preserving",
);

/**
 * The noun phrases of a prompt in reading order, so that the first is what the prompt is about. Framing
 * ("a watercolour of", "product photo", "set of three") is left out; a phrase ends at punctuation, a
 * preposition or a verb.
 */
export function nounPhrases(text: string): NounPhrase[] {
  const phrases: NounPhrase[] = [];
  for (const clause of text
    .toLowerCase()
    .replace(/[’']s\b/g, "")
    .split(/[,.;:!?()[\]{}|/\n"“”—–]+/)) {
    phrases.push(...phrasesOfClause(termsOf(clause)));
  }
  return phrases;
}

function termsOf(clause: string): Term[] {
  const tagged = nlp(clause.replace(/[-_]+/g, " "));
  const terms: Term[] = [];
  for (const sentence of tagged.json()) {
    for (const term of sentence.terms) terms.push(...asTerms(term.text, new Set<string>(term.tags)));
  }
  return terms.map((term, i) => withParticiples(term, terms[i + 1], i > 0));
}

function asTerms(raw: string, tags: ReadonlySet<string>): Term[] {
  const text = raw.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (text === "") return [];
  if (text === "of") return [{ text, kind: "of" }];
  if (ARTICLES.has(text) || tags.has("Determiner") || /^\d/.test(text)) return [{ text, kind: "article" }];
  const ends =
    BREAKS.has(text) || ["Preposition", "Conjunction", "Pronoun", "Copula"].some((tag) => tags.has(tag));
  return [{ text, kind: ends ? "break" : "word" }];
}

function withParticiples(term: Term, next: Term | undefined, hasPrevious: boolean): Term {
  if (term.kind !== "word" || !term.text.endsWith("ing") || term.text.length < 6) return term;
  if (PURPOSES.has(term.text) && (!hasPrevious || next?.kind === "word" || next === undefined)) return term;
  return hasPrevious ? { text: term.text, kind: "break" } : term;
}

function phrasesOfClause(terms: readonly Term[]): NounPhrase[] {
  const phrases: NounPhrase[] = [];
  let words: string[] = [];
  let container: string[] = [];
  const finish = (): void => {
    const content = withoutFrames(words);
    if (content.length > 0 && container.length > 0) phrases.push({ words: container, contents: content });
    else if (content.length > 0) phrases.push({ words: content });
    else if (container.length > 0) phrases.push({ words: container });
    words = [];
    container = [];
  };
  for (const term of terms) {
    if (term.kind === "of") {
      container = container.length > 0 ? container : withoutFrames(words);
      words = [];
    } else if (term.kind === "word") words.push(term.text);
    else if (term.kind === "break") finish();
  }
  finish();
  return phrases;
}

/** Drops what only says how the picture is made. */
function withoutFrames(words: readonly string[]): string[] {
  let end = words.length;
  while (end > 0 && FRAMES.has(singular(words[end - 1] ?? ""))) end--;
  return words.slice(0, end).filter((word) => !isFrame(word));
}

function isFrame(word: string): boolean {
  return /^(?:product|studio|macro|watercolou?r|photo|photorealistic|illustrated)$/.test(word);
}
