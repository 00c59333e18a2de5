import { useTranslation } from "react-i18next";
import { Thumbnail } from "../common/thumbnail.tsx";
import type { Placement } from "../publish/publish-options.ts";
import type { LineGroup } from "./group-lines.ts";
import type { PublicationPictures } from "./load-publication.server.ts";
import { isPlaced } from "./product-key.ts";

interface ProductOrderProps {
  readonly group: LineGroup;
  readonly pictures: PublicationPictures;
  readonly placement: Placement;
}

const MOST_NEW = 3;

/** A product's first images before and after, in their order. */
export function ProductOrder({ group, pictures, placement }: ProductOrderProps) {
  const { t } = useTranslation("publication");
  const now = pictures.shop?.[group.key]?.imageUrl ?? null;
  const created = group.lines.filter(({ kind }) => kind === "create");
  if (created.length === 0) return null;
  const newOnes = (lines: LineGroup["lines"]) =>
    lines
      .slice(0, MOST_NEW)
      .map(({ assetId }) => pictures.thumbnails[assetId ?? ""])
      .map((url) => (
        <span key={url ?? "none"} className="aql-new">
          <Thumbnail url={url} alt="" size="small" />
        </span>
      ));
  const placed = created.filter(({ itemId }) => isPlaced(itemId));
  const isLast = placement === "last" || placed.length === 0;
  const isReplaced = !isLast && created.some(takesMain);
  const front = isLast ? [] : newOnes(placed);
  const behind = newOnes(isLast ? created : created.filter(({ itemId }) => !isPlaced(itemId)));
  const kept = <Thumbnail key="now" url={now} alt="" size="small" />;
  return (
    <div
      className="aql-order"
      role="img"
      aria-label={t(`order.${now === null ? "none" : isLast ? "last" : isReplaced ? "replace" : "first"}`)}
    >
      {now === null ? null : (
        <>
          <div className="aql-stack">{kept}</div>
          <span aria-hidden="true">→</span>
        </>
      )}
      {front.length === 0 ? null : <div className="aql-stack">{front}</div>}
      {now === null || isReplaced ? null : <div className="aql-stack">{kept}</div>}
      {behind.length === 0 ? null : <div className="aql-stack">{behind}</div>}
    </div>
  );
}

const takesMain = ({ fields }: LineGroup["lines"][number]): boolean =>
  fields.some(
    ({ name, ours }) => name === "place" && (ours.kind === "main-image" || ours.kind === "maybe-main-image"),
  );
