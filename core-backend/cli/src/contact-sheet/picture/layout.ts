/** Pixels. */
export const page = { width: 1920, margin: 72, gap: 20, caption: 58, reference: 112 } as const;

export interface GridLayout {
  readonly columns: number;
  /** Side of a thumbnail. */
  readonly side: number;
  readonly top: number;
  readonly height: number;
  at(index: number): { readonly left: number; readonly top: number };
}

/** As many columns as make a page about as tall as wide, with thumbnails between 120 and 240 pixels. */
export function layOutGrid(count: number, top: number): GridLayout {
  const available = page.width - 2 * page.margin;
  const columns = Math.min(12, Math.max(5, Math.round(Math.sqrt(count))));
  const side = Math.floor((available - page.gap * (columns - 1)) / columns);
  const rows = Math.max(1, Math.ceil(count / columns));
  return {
    columns,
    side,
    top,
    height: rows * (side + page.caption + page.gap) - page.gap,
    at: (index) => ({
      left: page.margin + (index % columns) * (side + page.gap),
      top: top + Math.floor(index / columns) * (side + page.caption + page.gap),
    }),
  };
}
