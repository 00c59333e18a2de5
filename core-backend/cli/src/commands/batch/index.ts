import { taskStatuses } from "@assetql/contract";
import { type Command, Option } from "commander";
import { type CommandAction, handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import {
  acceptBestTry,
  cancelBatch,
  pauseBatch,
  prioritise,
  renameBatch,
  resumeBatch,
  retryFailed,
  retryOptions,
} from "./control.ts";
import { createBatch, createBatchOptions } from "./create.ts";
import { deleteBatch } from "./delete.ts";
import { addInputOptions } from "./input-options.ts";
import { listBatches, listBatchesOptions } from "./list.ts";
import { noOptions, showBatch } from "./show.ts";
import { listTasks, listTasksOptions } from "./tasks.ts";
import { watchBatch } from "./watch.ts";

export function registerBatch(program: Command, context: CliContext): void {
  const batch = program.command("batch").description("submit CSVs, follow, steer and delete them");
  registerCreate(batch, context);
  registerReading(batch, context);
  registerControl(batch, context);
  registerDelete(batch, context);
}

function registerCreate(batch: Command, context: CliContext): void {
  const create = batch
    .command("create")
    .description("submit a batch: one image for every row of a CSV")
    .option("--name <name>", "name of the batch (default: the CSV file's name)");
  addInputOptions(create)
    .option("--watch", "show progress until the batch has ended")
    .option("--dry-run", "only show the first prompts, every problem, cost and time")
    .action(handler(context, createBatchOptions, createBatch));
}

function registerReading(batch: Command, context: CliContext): void {
  batch
    .command("list")
    .description("batches, newest first")
    .option("--status <status>", "only those in this state")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listBatchesOptions, listBatches));

  batch
    .command("show")
    .description("a batch with its settings, counts and statistics")
    .argument("<batch>", "id or name")
    .action(handler(context, noOptions, showBatch));

  batch
    .command("watch")
    .description("show progress until a batch has ended; exit code 1 if it failed")
    .argument("<batch>", "id or name")
    .action(handler(context, noOptions, watchBatch));

  batch
    .command("tasks")
    .description("a batch's rows with their status, tries, best style score and what went wrong")
    .argument("<batch>", "id or name")
    .addOption(new Option("--status <status>", "only those in this state").choices(taskStatuses))
    .option("--limit <n>", "how many at most (default: all)")
    .action(handler(context, listTasksOptions, listTasks));
}

function registerControl(batch: Command, context: CliContext): void {
  const control = (name: string, description: string, action: CommandAction<object>) =>
    batch
      .command(name)
      .description(description)
      .argument("<batch>", "id or name")
      .action(handler(context, noOptions, action));
  control("pause", "generate nothing more until it is resumed; images in work are finished", pauseBatch);
  control("resume", "go on with a paused batch", resumeBatch);
  control("cancel", "end a batch for good; what it has made stays", cancelBatch);
  batch
    .command("retry-failed")
    .description("give every failed row three more tries")
    .argument("<batch>", "id or name")
    .option("--watch", "show progress until the batch has ended")
    .action(handler(context, retryOptions, retryFailed));
  batch
    .command("accept")
    .description("accept the best image below the gate of a row")
    .argument("<batch>", "id or name")
    .argument("<row>", "as `batch tasks` shows it")
    .action(handler(context, noOptions, acceptBestTry));
  batch
    .command("rename")
    .argument("<batch>", "id or name")
    .argument("<name>", "the new name")
    .description("give a batch another name")
    .action(handler(context, noOptions, renameBatch));
  batch
    .command("priority")
    .argument("<batch>", "id or name")
    .argument("<priority>", "normal or high")
    .description("choose the lane of what was not queued yet")
    .action(handler(context, noOptions, prioritise));
}

function registerDelete(batch: Command, context: CliContext): void {
  batch
    .command("delete")
    .description("delete a batch that has ended, with its tasks and images, for good")
    .argument("<batch>", "id or name")
    .action(handler(context, noOptions, deleteBatch));
}
