import { Spinner } from "@wordpress/components";
import { useMemo } from "@wordpress/element";
import { __ } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import type { Asset, Batch, Task } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { usePolling } from "../../shared/use-polling.ts";
import { BatchProgress } from "./batch-progress.tsx";
import { hasEnded } from "./batch-state.ts";
import { BelowGate } from "./below-gate.tsx";
import { ContactSheet } from "./contact-sheet.tsx";
import { PublishBar } from "./publish-bar.tsx";

interface Seen {
  readonly batch: Batch;
  readonly assets: readonly Asset[];
  readonly failed: readonly Task[];
}

/** The batch first: once it has ended nobody looks again, and the images must all be there. */
async function look(id: string): Promise<Seen> {
  const batch = await api.batch(id);
  const [assets, failed] = await Promise.all([
    api.assets(id),
    batch.failedTasks > 0 ? api.tasks(id, "failed").then(({ items }) => items) : [],
  ]);
  return { batch, assets, failed };
}

const isSettled = ({ batch, assets }: Seen): boolean =>
  hasEnded(batch) && assets.every(({ status }) => status === "ready");

/** A batch while it runs and afterwards: progress, the contact sheet, publishing. */
export function BatchScreen({ id }: { id: string }) {
  const { value: seen, problem, refresh } = usePolling(() => look(id), isSettled, id);
  const sorted = useMemo(() => byScore(seen?.assets ?? []), [seen]);
  if (seen === undefined) return problem === undefined ? <Spinner /> : <ProblemNotice problem={problem} />;
  const { batch, failed } = seen;
  return (
    <div className="assetql-batch">
      <ProblemNotice problem={problem} />
      <BatchProgress batch={batch} onChange={refresh} />
      <PublishBar batch={batch} assets={sorted} onChange={refresh} />
      {sorted.length === 0 ? (
        <p className="assetql-hint">
          {hasEnded(batch)
            ? __("No image of this batch has passed.", "assetql")
            : __("Images appear here as soon as they have passed.", "assetql")}
        </p>
      ) : (
        <ContactSheet assets={sorted} onChange={refresh} />
      )}
      <BelowGate tasks={failed} onChange={refresh} />
    </div>
  );
}

/** Best first. */
const byScore = (assets: readonly Asset[]): readonly Asset[] =>
  [...assets].sort((one, other) => other.styleScore.score - one.styleScore.score || one.row - other.row);
