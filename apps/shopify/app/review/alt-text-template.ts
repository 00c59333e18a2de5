/** What the hub takes. */
export const ALT_TEXT_CHARACTERS = 500;
/** What screen readers and shops recommend. */
export const ALT_TEXT_ADVICE = 125;

const VARIABLE = /\{\s*([\p{L}\p{N}_ .-]{1,120}?)\s*\}/gu;

/** Names of the variables, each once, in their order. */
export const variablesOf = (template: string): string[] => [
  ...new Set(Array.from(template.matchAll(VARIABLE), ([, name]) => name ?? "")),
];

/** Every brace has its pair, around what can be a name. */
export const isWellFormed = (template: string): boolean => !/[{}]/.test(template.replace(VARIABLE, ""));

export type Filled =
  | { readonly text: string }
  /** Variables for which this image's row has nothing. */
  | { readonly missing: readonly string[] };

/** A template such as `{title} in {option_color}` with a row's values. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): Filled {
  const missing = variablesOf(template).filter((name) => (values[name] ?? "").trim() === "");
  if (missing.length > 0) return { missing };
  const text = template.replace(VARIABLE, (_, name: string) => values[name] ?? "");
  return { text: tidy(text).slice(0, ALT_TEXT_CHARACTERS).trimEnd() };
}

const tidy = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The text that an image has by itself: its prompt, ended at a word. */
export function automaticAltText(prompt: string): string {
  const line = tidy(prompt);
  if (line.length <= ALT_TEXT_ADVICE) return line;
  const cut = line.slice(0, ALT_TEXT_ADVICE - 1);
  const space = cut.lastIndexOf(" ");
  const words = space > ALT_TEXT_ADVICE / 2 ? cut.slice(0, space) : cut;
  return `${words.replace(/[\s,;:.]+$/, "")}…`;
}
