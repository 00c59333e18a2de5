import type { TaskId } from "@assetql/contract";
import { type BatchRecord, batches } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { isTerminal } from "../kiro/transitions.ts";
import type { ImageGenerator, Stored } from "../ports/index.ts";
import { type StyleVersion, styleVersions } from "../styles/style-record.ts";
import { type TaskRecord, tasks } from "./task-record.ts";

/** Everything one try needs to know. */
export interface GenerationContext {
  readonly batch: BatchRecord;
  readonly task: Stored<TaskRecord>;
  readonly style: StyleVersion;
  readonly generator: ImageGenerator;
}

/** `undefined` when there is nothing left to do: the task has ended, or its batch is gone or over. */
export async function loadContext(
  { store, generators }: Pick<CoreDeps, "store" | "generators">,
  { taskId }: { taskId: TaskId },
): Promise<GenerationContext | undefined> {
  const task = await store.get(tasks, taskId);
  if (task === undefined || task.value.status === "completed" || task.value.status === "failed")
    return undefined;
  const batch = (await store.get(batches, task.value.batchId))?.value;
  if (batch === undefined || isTerminal(batch.workflow.status)) return undefined;
  const style = (await store.get(styleVersions, batch.styleVersionId))?.value;
  const generator = generators.find(batch.config.model);
  if (style === undefined) throw new Error(`The style version ${batch.styleVersionId} is missing`);
  if (generator === undefined)
    throw new Error(`No generator is configured for the model "${batch.config.model}"`);
  return { batch, task, style, generator };
}
