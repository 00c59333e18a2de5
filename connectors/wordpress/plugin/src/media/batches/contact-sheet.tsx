import { useRef, useState } from "@wordpress/element";
import { __ } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import type { Asset } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useAction } from "../../shared/use-action.ts";
import { AssetCard, type CardAction } from "./asset-card.tsx";
import { AssetDialog } from "./asset-dialog.tsx";
import { nextIndex } from "./grid-keys.ts";

interface Props {
  /** In the order in which they are shown. */
  readonly assets: readonly Asset[];
  readonly onChange: () => void;
}

const actionKeys: Readonly<Record<string, CardAction>> = {
  a: "approve",
  r: "reject",
  g: "open",
  Enter: "open",
  " ": "open",
};

/** The images, best style score first. One card is in the tab order; arrows move, letters act. */
export function ContactSheet({ assets, onChange }: Props) {
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState<string | undefined>(undefined);
  const grid = useRef<HTMLElement | null>(null);
  const { busy, problem, run, forget } = useAction();
  const opened = assets.find(({ id }) => id === open);
  const focus = (index: number) => {
    setActive(index);
    const card = grid.current?.children[index];
    if (card instanceof HTMLElement) card.focus();
  };

  const act = (asset: Asset, action: CardAction) => {
    if (action === "open") return setOpen(asset.id);
    if (asset.status !== "ready") return;
    run(asset.id, async () => {
      await api.review(asset.id, action);
      onChange();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const asset = assets[active];
    const isCard = event.target instanceof HTMLElement && event.target.parentElement === grid.current;
    if (!isCard || asset === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actionKeys[event.key];
    const next = nextIndex(grid.current, active, event.key);
    if (action === undefined && next === undefined) return;
    event.preventDefault();
    if (action !== undefined) act(asset, action);
    else if (next !== undefined) focus(next);
  };

  return (
    <>
      <ProblemNotice problem={problem} onRemove={forget} />
      <p className="assetql-keys">
        {__(
          "Keyboard: arrows move, A approves, R rejects, Enter opens an image to look, note and make anew.",
          "assetql",
        )}
      </p>
      <ul
        ref={grid}
        className="assetql-sheet"
        aria-label={__("Images, best style score first", "assetql")}
        onKeyDown={onKeyDown}
      >
        {assets.map((asset, index) => (
          <AssetCard
            key={asset.id}
            asset={asset}
            isActive={index === active}
            isBusy={busy === asset.id}
            onFocus={() => setActive(index)}
            onAction={(action) => act(asset, action)}
          />
        ))}
      </ul>
      {opened !== undefined && (
        <AssetDialog
          asset={opened}
          onChange={onChange}
          onClose={() => {
            setOpen(undefined);
            window.setTimeout(() => focus(active), 0);
          }}
        />
      )}
    </>
  );
}
