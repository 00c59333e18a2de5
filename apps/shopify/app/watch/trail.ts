/** As many steps back as an address can hold; beyond them, the first page is the way back. */
const STEPS = 8;

/** Where a list is that only knows its next page: the cursors that led here are kept in the address. */
export interface Trail {
  readonly cursor: string | undefined;
  readonly isFirst: boolean;
}

export const trailOf = (search: URLSearchParams): Trail => {
  const cursor = search.get("cursor") ?? undefined;
  return { cursor, isFirst: cursor === undefined };
};

/** The address of the next page. */
export function nextPage(search: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams(search);
  const here = search.get("cursor");
  if (here !== null) next.append("before", here);
  const before = next.getAll("before").slice(-STEPS);
  next.delete("before");
  for (const one of before) next.append("before", one);
  next.set("cursor", cursor);
  return `?${next}`;
}

/** The address of the page before; of the first one where the way is no longer known. */
export function pageBefore(search: URLSearchParams): string {
  const previous = new URLSearchParams(search);
  const before = search.getAll("before");
  previous.delete("before");
  for (const one of before.slice(0, -1)) previous.append("before", one);
  const cursor = before.at(-1);
  if (cursor === undefined) previous.delete("cursor");
  else previous.set("cursor", cursor);
  return `?${previous}`;
}

/** The first page with another filter. */
export function withFilter(search: URLSearchParams, name: string, value: string | null): string {
  const next = new URLSearchParams(search);
  next.delete("cursor");
  next.delete("before");
  if (value === null) next.delete(name);
  else next.set(name, value);
  return `?${next}`;
}
