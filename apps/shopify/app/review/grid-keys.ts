export type GridAct = "approve" | "reject" | "regenerate" | "select" | "open" | "edit" | "help";

/** What a key means to the grid: another tile gets the focus, or something is done to this one. */
export type GridIntent =
  | { readonly kind: "move"; readonly to: number }
  | { readonly kind: "act"; readonly act: GridAct };

export interface GridPlace {
  readonly index: number;
  readonly count: number;
  /** Tiles side by side: as many as the window lets them be. */
  readonly columns: number;
}

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const acts: Readonly<Record<string, GridAct>> = {
  a: "approve",
  r: "reject",
  g: "regenerate",
  e: "edit",
  " ": "select",
  Enter: "open",
  "?": "help",
};

/** Undefined: the key is none of the grid's. At an edge a move stays where it is. */
export function intentOf(pressed: PressedKey, place: GridPlace): GridIntent | undefined {
  const { key } = pressed;
  if (pressed.metaKey || pressed.altKey) return undefined;
  if (key === "Home" || key === "End") return moveToEnd(key, pressed.ctrlKey, place);
  if (pressed.ctrlKey) return undefined;
  const step = stepOf(key, place.columns);
  if (step !== undefined) return { kind: "move", to: moved(place, step) };
  const act = acts[key.length === 1 ? key.toLowerCase() : key];
  return act === undefined ? undefined : { kind: "act", act };
}

function stepOf(key: string, columns: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return 1;
    case "ArrowLeft":
      return -1;
    case "ArrowDown":
      return columns;
    case "ArrowUp":
      return -columns;
    default:
      return undefined;
  }
}

function moved({ index, count, columns }: GridPlace, step: number): number {
  const to = index + step;
  if (to >= 0 && to < count) return to;
  // Down from the last but one row, where the last one is shorter.
  const isShorterRow = step === columns && Math.floor(index / columns) < Math.floor((count - 1) / columns);
  return isShorterRow ? count - 1 : index;
}

/** Of the row; with Ctrl of the whole grid. */
function moveToEnd(key: "Home" | "End", isWhole: boolean, { index, count, columns }: GridPlace): GridIntent {
  const first = isWhole ? 0 : index - (index % columns);
  const last = isWhole ? count - 1 : Math.min(count - 1, first + columns - 1);
  return { kind: "move", to: key === "Home" ? first : last };
}

/** Where the focus goes when the tile that had it is no longer there. */
export const nearest = (index: number, count: number): number => Math.max(0, Math.min(index, count - 1));
