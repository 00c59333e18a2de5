import type { Batch } from "@assetql/contract";
import { Button, ButtonGroup, RelativeDateTime, Text } from "@contentful/f36-components";
import { useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { Progress } from "../common/progress.tsx";
import { useAction } from "../common/use-action.ts";
import { counted } from "../common/words.ts";
import type { BatchControl } from "../hub/api.ts";
import { hasEnded } from "./use-batch.ts";

/** How far a batch is, and the buttons to hold or end it. */
export function BatchProgress({ batch, onChanged }: { batch: Batch; onChanged: (batch: Batch) => void }) {
  const { api, mayWrite } = useReadyApp();
  const control = useAction(async (action: BatchControl) => onChanged(await api.control(batch.id, action)));
  const { completedTasks, failedTasks, totalTasks, estimatedCompletion } = batch;
  const isRunning = !hasEnded(batch);
  const failed = failedTasks === 0 ? "" : `, ${failedTasks} failed`;
  return (
    <section aria-label="Progress">
      <Progress
        label="Images made"
        done={completedTasks + failedTasks}
        total={totalTasks}
        words={`${completedTasks} of ${counted(totalTasks, "image")} made${failed}`}
        isOver={!isRunning}
      />
      {isRunning && estimatedCompletion !== null && batch.status === "processing" && (
        <Text as="p" fontColor="gray700">
          Ready <RelativeDateTime date={estimatedCompletion} />
        </Text>
      )}
      {isRunning && mayWrite && (
        <ButtonGroup variant="spaced" spacing="spacingXs">
          {batch.status === "paused" ? (
            <Button size="small" onClick={() => control.run("resume")} isLoading={control.isRunning}>
              Go on
            </Button>
          ) : (
            <Button size="small" onClick={() => control.run("pause")} isLoading={control.isRunning}>
              Pause
            </Button>
          )}
          <Button
            size="small"
            variant="transparent"
            onClick={() => control.run("cancel")}
            isDisabled={control.isRunning}
          >
            Cancel the batch
          </Button>
        </ButtonGroup>
      )}
      {control.failure !== null && <FailureNote failure={control.failure} />}
    </section>
  );
}
