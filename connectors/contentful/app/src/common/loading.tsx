import { Skeleton } from "@contentful/f36-components";

/** Grey lines where text will be. */
export function LoadingLines({ label, lines = 4 }: { label: string; lines?: number }) {
  return (
    <div role="status" aria-busy="true">
      <Skeleton.Container ariaLabel={label} svgHeight={lines * 28}>
        <Skeleton.BodyText numberOfLines={lines} />
      </Skeleton.Container>
    </div>
  );
}

/** Grey tiles where images will be. */
export function LoadingTiles({ label, tiles = 8 }: { label: string; tiles?: number }) {
  return (
    <div role="status" aria-busy="true" aria-label={label} className="tiles">
      {Array.from({ length: tiles }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tiles are all the same
        <div key={index} className="tile tile-loading" />
      ))}
    </div>
  );
}
