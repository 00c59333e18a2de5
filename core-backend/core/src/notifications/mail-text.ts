/** A name that a person gave, as part of a line: one line itself, without characters that act instead of showing. */
export function oneLine(text: string, most = 120): string {
  const plain = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const characters = [...plain];
  return characters.length <= most ? plain : `${characters.slice(0, most - 1).join("")}…`;
}

/** Names and values, one a line, the values under one another. */
export function factLines(facts: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(0, ...facts.map(([name]) => name.length)) + 2;
  return facts.map(([name, value]) => `${name.padEnd(width)}${value}`);
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** `42 s`, `12 min`, `3 h 20 min`. */
export function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 2) return `${Math.round(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

const WHY =
  "You get this mail because your address is among those that this AssetQL workspace notifies. Its admins can change that.";

/** A mail's paragraphs as its text. */
export const mailText = (paragraphs: readonly (readonly string[])[]): string =>
  [...paragraphs.filter((lines) => lines.length > 0), [WHY]].map((lines) => lines.join("\n")).join("\n\n") +
  "\n";
