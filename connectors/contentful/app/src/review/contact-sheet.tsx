import type { Asset, AssetId } from "@assetql/contract";
import { type KeyboardEvent, useRef, useState } from "react";
import { AssetTile, type TileActions } from "./asset-tile.tsx";

interface ContactSheetProps extends TileActions {
  readonly assets: readonly Asset[];
  readonly gate?: number | undefined;
  readonly isBusy: boolean;
}

/** Steps between tiles by key; rows are as long as the window lets them be. */
const steps = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: "row",
  ArrowUp: "-row",
  Home: "first",
  End: "last",
} as const;

/**
 * Images side by side, one of them in the tab order: the arrow keys go from one to the next, letters decide. The
 * pattern is ARIA's feed.
 */
export function ContactSheet({ assets, gate, isBusy, ...actions }: ContactSheetProps) {
  const [current, setCurrent] = useState<AssetId | null>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const index = Math.max(
    0,
    assets.findIndex(({ id }) => id === current),
  );
  const focus = (to: number): void => {
    const asset = assets[Math.min(Math.max(to, 0), assets.length - 1)];
    if (asset === undefined) return;
    setCurrent(asset.id);
    sheet.current?.querySelector<HTMLElement>(`[data-asset="${asset.id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, asset: Asset): void => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    // Buttons within the tile keep their own keys.
    if (!isPlain || event.target !== event.currentTarget) return;
    const step = Object.entries(steps).find(([key]) => key === event.key)?.[1];
    const act = step === undefined ? actionOf(event.key, asset, actions) : () => focus(next(step));
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const next = (step: (typeof steps)[keyof typeof steps]): number => {
    if (step === "first") return 0;
    if (step === "last") return assets.length - 1;
    const columns = columnsOf(sheet.current);
    return index + (step === "row" ? columns : step === "-row" ? -columns : step);
  };
  return (
    <div ref={sheet} role="feed" aria-label="Contact sheet" aria-busy={isBusy} className="tiles">
      {assets.map((asset, at) => (
        <AssetTile
          key={asset.id}
          asset={asset}
          gate={gate}
          place={{ at: at + 1, of: assets.length }}
          isInTabOrder={at === index}
          onFocus={() => setCurrent(asset.id)}
          onKeyDown={(event) => onKeyDown(event, asset)}
          {...actions}
        />
      ))}
    </div>
  );
}

function actionOf(key: string, asset: Asset, actions: TileActions): (() => void) | undefined {
  const { onDecide, onRegenerate, onOpen } = actions;
  if (key === "Enter") return () => onOpen(asset);
  const letter = key.toLowerCase();
  if (letter === "a" && onDecide) return () => void onDecide(asset, "approve");
  if (letter === "r" && onDecide) return () => void onDecide(asset, "reject");
  if (letter === "g" && onRegenerate) return () => onRegenerate(asset);
  return undefined;
}

/** How many tiles the first row has. */
function columnsOf(sheet: HTMLElement | null): number {
  const tops = Array.from(sheet?.children ?? [], (tile) => tile.getBoundingClientRect().top);
  return Math.max(1, tops.filter((top) => top === tops[0]).length);
}
