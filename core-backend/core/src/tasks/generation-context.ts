import type { TaskId } from "@assetql/contract";
import { type AssetRecord, assets } from "../assets/asset-record.ts";
import { type BatchRecord, batches } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { GeneratorError, type ImageGenerator, type Stored } from "../ports/index.ts";
import { type StyleVersion, styleVersions } from "../styles/style-record.ts";
import { type TaskRecord, tasks } from "./task-record.ts";

/** What is tried, and for which batch. */
export interface GenerationContext {
  readonly batch: BatchRecord;
  readonly task: Stored<TaskRecord>;
  /** The asset the task has made before: a regeneration gives it a new version. */
  readonly asset: Stored<AssetRecord> | undefined;
}

/** What a try needs beside its task. */
export interface Equipment {
  readonly style: StyleVersion;
  readonly generator: ImageGenerator;
}
export type EquippedContext = GenerationContext & Equipment;

/** `undefined` when there is nothing left to do: the task has ended, or its batch is gone or cancelled. */
export async function loadContext(
  { store }: Pick<CoreDeps, "store">,
  { taskId }: { taskId: TaskId },
): Promise<GenerationContext | undefined> {
  const task = await store.get(tasks, taskId);
  if (task === undefined || task.value.status === "completed" || task.value.status === "failed")
    return undefined;
  const batch = (await store.get(batches, task.value.batchId))?.value;
  // One that has ended may have a task that a person wants again: the news of it is still on its way.
  if (batch === undefined || batch.workflow.status === "cancelled") return undefined;
  const { assetId } = task.value;
  return { batch, task, asset: assetId === null ? undefined : await store.get(assets, assetId) };
}

/**
 * Style and generator of the batch. Throws {@link GeneratorError}: a model that is not configured now may be again,
 * so its tasks wait; a style that is gone will not come back.
 */
export async function equip(
  { store, generators }: Pick<CoreDeps, "store" | "generators">,
  { batch }: GenerationContext,
): Promise<Equipment> {
  const style = (await store.get(styleVersions, batch.styleVersionId))?.value;
  if (style === undefined) {
    throw new GeneratorError("permanent", "The style that this batch was submitted with is gone.");
  }
  const { model } = batch.config;
  const generator = generators.find(model);
  if (generator === undefined) {
    throw new GeneratorError(
      "unavailable",
      `This hub has no model "${model}" now. Start it with that model again.`,
    );
  }
  return { style, generator };
}
