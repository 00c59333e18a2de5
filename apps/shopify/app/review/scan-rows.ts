interface Rowed {
  readonly row: number;
}

export interface Scan<Item extends Rowed> {
  /** A page of a list that is ordered by rows. */
  readonly read: (cursor: string | undefined) => Promise<{ items: Item[]; cursor?: string | undefined }>;
  readonly keep: (item: Item) => boolean;
  readonly size: number;
  /** From the scan before; null at first. */
  readonly cursor: string | null;
}

/**
 * A page of a list of which only some items are wanted: reads on until it is full. The cursor names the list's own page
 * and the last row that was given.
 */
export async function scanRows<Item extends Rowed>(
  scan: Scan<Item>,
): Promise<{ items: Item[]; cursor: string | null }> {
  const start = readCursor(scan.cursor);
  const items: Item[] = [];
  let cursor = start.cursor;
  for (;;) {
    const page = await scan.read(cursor);
    for (const item of page.items) {
      if (item.row <= start.after || !scan.keep(item)) continue;
      if (items.length === scan.size) return { items, cursor: writeCursor(cursor, items) };
      items.push(item);
    }
    if (page.cursor === undefined) return { items, cursor: null };
    cursor = page.cursor;
  }
}

const writeCursor = (cursor: string | undefined, items: readonly Rowed[]): string =>
  `${items.at(-1)?.row ?? 0}~${cursor ?? ""}`;

function readCursor(text: string | null): { readonly after: number; readonly cursor: string | undefined } {
  const { after, cursor } = /^(?<after>\d{1,9})~(?<cursor>.*)$/.exec(text ?? "")?.groups ?? {};
  return { after: Number(after ?? 0), cursor: cursor === "" ? undefined : cursor };
}
