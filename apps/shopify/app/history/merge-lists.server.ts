/** A list that gives out pages, newest first. */
export interface Source<T> {
  /** Null in the place of what is not to be shown. */
  page(cursor: string | undefined): Promise<{ items: readonly (T | null)[]; cursor?: string | undefined }>;
}

/** Where a list goes on: a page, and how many of it were shown. Null at its end. */
export type Place = { readonly cursor?: string | undefined; readonly skip: number } | null;

interface Merged<T> {
  readonly items: readonly T[];
  /** Of each source, in their order; undefined when all of them are at their end. */
  readonly next: readonly Place[] | undefined;
}

/** Pages read of a source for one page of ours, so that a list of other things does not keep people waiting. */
const MOST_PAGES = 10;

/** The newest `count` items of several lists, from where an earlier page ended. */
export async function mergeLists<T extends { readonly at: number }>(
  sources: readonly Source<T>[],
  places: readonly Place[],
  count: number,
): Promise<Merged<T>> {
  const readers = sources.map((source, index) => createReader(source, places[index] ?? null));
  const items: T[] = [];
  while (items.length < count) {
    const heads = await Promise.all(readers.map((reader) => reader.peek()));
    const newest = Math.max(...heads.map((head) => head?.at ?? Number.NEGATIVE_INFINITY));
    const index = heads.findIndex((head) => head?.at === newest);
    const head = heads[index];
    if (head === undefined) break;
    items.push(head);
    readers[index]?.take();
  }
  const next = readers.map((reader) => reader.place());
  return { items, next: next.every((place) => place === null) ? undefined : next };
}

function createReader<T>(source: Source<T>, start: Place) {
  let place = start;
  let page: Awaited<ReturnType<Source<T>["page"]>> | undefined;
  let pages = 0;
  /** Onto the next one: of the same page, of the next page, or the end. */
  const step = (steps: 0 | 1): void => {
    if (place === null || page === undefined) return;
    place = { ...place, skip: place.skip + steps };
    if (place.skip < page.items.length) return;
    place = page.cursor === undefined ? null : { cursor: page.cursor, skip: 0 };
    page = undefined;
  };
  /** The page that the place is on; undefined at the end, or when enough was looked through for one page of ours. */
  const read = async () => {
    if (place === null || page !== undefined || pages === MOST_PAGES) return page;
    pages += 1;
    page = await source.page(place.cursor);
    return page;
  };
  return {
    /** The next one to be shown. */
    async peek(): Promise<T | undefined> {
      for (let here = await read(); here !== undefined && place !== null; here = await read()) {
        const item = here.items[place.skip];
        if (item !== null && item !== undefined) return item;
        step(item === null ? 1 : 0);
      }
      return undefined;
    },
    take: (): void => step(1),
    place: (): Place => place,
  };
}
