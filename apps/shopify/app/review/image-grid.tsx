import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { intentOf, nearest } from "./grid-keys.ts";
import { ImageTile, type TileProps } from "./image-tile.tsx";
import type { ReviewImage, ShopNow } from "./review-image.ts";

interface ImageGridProps extends Pick<TileProps, "gate" | "onAct" | "onAltText" | "onAltTextDone"> {
  readonly images: readonly ReviewImage[];
  /** By item; undefined while it is being read, null when the shop did not answer. */
  readonly shopNow: Readonly<Record<string, ShopNow>> | null | undefined;
  readonly selected: ReadonlySet<string>;
  readonly drafts: ReadonlyMap<string, string>;
  /** Of the image whose alt text is being edited. */
  readonly editing: string | null;
  readonly onHelp: () => void;
  /** Puts the focus on an image, or where it was last. */
  readonly focusRef: { current: (id?: string) => void };
}

/** Images side by side, of which one can be reached with the Tab key: arrow keys lead on, letters decide. */
export function ImageGrid(props: ImageGridProps) {
  const { images, shopNow, selected, drafts, editing, focusRef, onAct, onHelp } = props;
  const { t } = useTranslation("review");
  const grid = useRef<HTMLDivElement>(null);
  const { index, focusAt, onFocus } = useCurrent(grid, images);
  focusRef.current = (id) => {
    const at = id === undefined ? index : images.findIndex((image) => image.id === id);
    focusAt(at < 0 ? index : at);
  };
  const onKeyDown = (event: KeyboardEvent, image: ReviewImage): void => {
    // What is within the tile keeps its own keys.
    if (event.target !== event.currentTarget) return;
    const place = { index: images.indexOf(image), count: images.length, columns: columnsOf(grid.current) };
    const intent = intentOf(event, place);
    if (intent === undefined) return;
    event.preventDefault();
    if (intent.kind === "move") focusAt(intent.to);
    else if (intent.act === "help") onHelp();
    else onAct(image, intent.act);
  };
  const latest = useRef(onKeyDown);
  latest.current = onKeyDown;
  return (
    // biome-ignore lint/a11y/useSemanticElements: tiles flow as the window lets them, which rows of a table do not
    <div ref={grid} role="grid" aria-label={t("grid")} aria-describedby="aql-keys-hint" className="aql-grid">
      {images.map((image, at) => (
        <ImageTile
          key={image.id}
          image={image}
          now={shopNow === undefined ? undefined : (shopNow?.[image.itemId ?? ""] ?? null)}
          gate={props.gate}
          place={{ at: at + 1, of: images.length }}
          isCurrent={at === index}
          isSelected={selected.has(image.id)}
          isEditing={editing === image.id}
          draft={drafts.get(image.id)}
          onAct={onAct}
          onFocus={onFocus}
          onKeyDown={(event) => latest.current(event, image)}
          onAltText={props.onAltText}
          onAltTextDone={props.onAltTextDone}
        />
      ))}
    </div>
  );
}

/** Which tile the focus is on, or was last; it never falls off the grid when tiles come and go. */
function useCurrent(grid: { current: HTMLDivElement | null }, images: readonly ReviewImage[]) {
  const [current, setCurrent] = useState({ id: images[0]?.id ?? "", index: 0 });
  const found = images.findIndex(({ id }) => id === current.id);
  const index = found < 0 ? nearest(current.index, images.length) : found;
  const hadFocus = useRef(false);
  const tileAt = useCallback(
    (at: number) => grid.current?.querySelectorAll<HTMLElement>('[role="row"]')[at],
    [grid],
  );
  const focusAt = (at: number): void => {
    const image = images[at];
    if (image !== undefined) setCurrent({ id: image.id, index: at });
    tileAt(at)?.focus();
  };
  const onFocus = useCallback(
    ({ id }: ReviewImage) =>
      setCurrent((before) =>
        before.id === id
          ? before
          : {
              id,
              index: Array.from(grid.current?.children ?? []).findIndex(
                (tile) => tile instanceof HTMLElement && tile.dataset.image === id,
              ),
            },
      ),
    [grid],
  );
  useEffect(() => {
    const remember = () => {
      const { activeElement } = document;
      if (activeElement !== document.body) hadFocus.current = grid.current?.contains(activeElement) ?? false;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, [grid]);
  // A tile that had the focus has gone with the page that was read anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other images are shown
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) tileAt(index)?.focus();
  }, [images, index]);
  return { index, focusAt, onFocus };
}

/** How many tiles the first row has. */
function columnsOf(grid: HTMLElement | null): number {
  const tops = Array.from(grid?.children ?? [], (tile) => tile.getBoundingClientRect().top);
  return Math.max(1, tops.filter((top) => top === tops[0]).length);
}
