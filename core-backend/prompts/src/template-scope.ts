import type { Place } from "./template-place.ts";
import type { TemplateVariable, TextExpression, Use } from "./template-tree.ts";

const NAME = /^[\p{L}\p{M}\p{N}_. -]+$/u;

export function isName(text: string): boolean {
  return NAME.test(text);
}

export function nameKey(name: string): string {
  return name.normalize("NFC");
}

/** What names mean at one point of a template: the enclosing loops' items first, columns otherwise. */
export interface Scope {
  /** Names of the enclosing loops' items, the outermost first. */
  readonly loopNames: readonly string[];
  /** Keys of the names that can't be blank here, since an enclosing condition asked. */
  readonly filled: ReadonlySet<string>;
}

export const ROOT_SCOPE: Scope = { loopNames: [], filled: new Set() };

/** One mention of a name. */
export interface Mention extends Place {
  name: string;
  use: Use;
  fallback?: string;
}

/** The item or column that a mention means; a column is added to `variables`. */
export function resolveName(
  { name, use, fallback = "", line, offset }: Mention,
  { loopNames, filled }: Scope,
  variables: TemplateVariable[],
): TextExpression {
  const key = nameKey(name);
  const depth = loopNames.findLastIndex((item) => nameKey(item).toLowerCase() === key.toLowerCase());
  if (depth >= 0) return { kind: "item", depth };
  const asked = use === "needed" && filled.has(key) ? "tested" : use;
  variables.push({ name, use: asked, loopNames, line, offset });
  return { kind: "column", variable: variables.length - 1, fallback, isNeeded: asked === "needed" };
}
