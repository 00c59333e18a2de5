import type { TagToken } from "./template-tokens.ts";

export type TagKind = "if" | "elseif" | "else" | "endif" | "for" | "endfor" | "value";

/** A tag by its first word; `rest` is what follows it, from `restIndex` of the template. */
export interface Tag {
  kind: TagKind;
  rest: string;
  index: number;
  restIndex: number;
  isBroken: boolean;
}

const FIRST_WORD = /^\s*(?<word>if|elseif|else|endif|for|endfor)(?![\p{L}\p{M}\p{N}_.-])/iu;

/** Case is ignored; what begins with none of the words gives a value. */
export function toTag({ content, index, contentIndex, isBroken }: TagToken): Tag {
  const match = FIRST_WORD.exec(content);
  const length = match?.[0].length ?? 0;
  return {
    kind: toKind(match?.groups?.word?.toLowerCase()),
    rest: content.slice(length),
    index,
    restIndex: contentIndex + length,
    isBroken,
  };
}

function toKind(word: string | undefined): TagKind {
  switch (word) {
    case "if":
    case "elseif":
    case "else":
    case "endif":
    case "for":
    case "endfor":
      return word;
    default:
      return "value";
  }
}

/** Words and the blanks between them have no character in common, so that it takes linear time. */
const LOOP_HEAD =
  /^\s*(?:\[(?<quoted>[^[\]]*)\]|(?<plain>[^\s[\]()"',]+(?:\s+[^\s[\]()"',]+)*?))\s+in(?![\p{L}\p{M}\p{N}_.-])/iu;

/** `item in list` taken apart; undefined when it isn't of that form. */
export function toLoopHead({
  rest,
  restIndex,
}: Tag): { name: string; list: string; listIndex: number } | undefined {
  const match = LOOP_HEAD.exec(rest);
  if (!match) return undefined;
  const name = (match.groups?.quoted ?? match.groups?.plain ?? "").trim();
  const { length } = match[0];
  return { name, list: rest.slice(length), listIndex: restIndex + length };
}
