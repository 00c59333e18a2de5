import { Button } from "@contentful/f36-components";
import type { ReactNode } from "react";
import { FailureNote } from "./failure-note.tsx";
import { LoadingLines } from "./loading.tsx";
import type { usePages } from "./use-pages.ts";

interface ListViewProps<Item> {
  readonly pages: ReturnType<typeof usePages<Item>>;
  /** What is loading, for screen readers. */
  readonly label: string;
  readonly empty: ReactNode;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list in whatever state it is: loading, failed, empty, or there, with more to load. */
export function ListView<Item>({ pages, label, empty, children }: ListViewProps<Item>) {
  const { items, more } = pages;
  return (
    <>
      {pages.status === "failed" && <FailureNote failure={pages.failure} onRetry={pages.reload} />}
      {items === undefined && pages.status === "loading" && <LoadingLines label={label} lines={6} />}
      {items !== undefined && (items.length === 0 && !pages.hasMore ? empty : children(items))}
      {more.failure !== null && <FailureNote failure={more.failure} onRetry={() => more.run()} />}
      {pages.hasMore && (
        <div className="load-more">
          <Button onClick={() => more.run()} isLoading={more.isRunning}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}
