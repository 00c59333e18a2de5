import { useReadyApp } from "../common/app-gate.tsx";
import { Empty } from "../common/empty.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { LoadingLines } from "../common/loading.tsx";
import { useLoad } from "../common/use-load.ts";
import { loadContentTypes } from "../contentful/content-types.ts";
import { useSdk } from "../contentful/sdk-context.tsx";
import { NewBatchForm } from "../new-batch/new-batch-form.tsx";
import type { View } from "./view.ts";

/** From entries to a running batch. */
export function NewBatchView({ go }: { go: (view: View) => void }) {
  const { cma } = useSdk();
  const { api, parameters, mayWrite } = useReadyApp();
  const loaded = useLoad(
    async (signal) => {
      const [contentTypes, styles] = await Promise.all([loadContentTypes(cma), api.styles({ signal })]);
      const { placements } = parameters;
      const chosen = contentTypes.filter(({ id }) => placements.some((place) => place.contentTypeId === id));
      return { contentTypes: chosen, styles };
    },
    [cma, api, parameters],
  );
  if (!mayWrite) return <Empty title="You can only look" text="Ask an admin to let this app make images." />;
  if (loaded.status === "failed") return <FailureNote failure={loaded.failure} onRetry={loaded.reload} />;
  if (loaded.status === "loading") return <LoadingLines label="Loading content types and styles" lines={8} />;
  const { contentTypes, styles } = loaded.value;
  if (contentTypes.length === 0) {
    return (
      <Empty
        title="No content type is chosen yet"
        text="In the app's configuration, an admin says which content types get images."
      />
    );
  }
  return (
    <NewBatchForm
      contentTypes={contentTypes}
      styles={styles}
      onStarted={(batch) => go({ name: "batch", id: batch.id })}
    />
  );
}
