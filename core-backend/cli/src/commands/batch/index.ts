import { priorities, qualities, taskStatuses } from "@assetql/contract";
import { type Command, Option } from "commander";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { createBatch, createBatchOptions } from "./create.ts";
import { deleteBatch } from "./delete.ts";
import { listBatches, listBatchesOptions } from "./list.ts";
import { noOptions, showBatch } from "./show.ts";
import { listTasks, listTasksOptions } from "./tasks.ts";
import { watchBatch } from "./watch.ts";

export function registerBatch(program: Command, context: CliContext): void {
  const batch = program.command("batch").description("submit CSVs, follow and delete them");
  registerCreate(batch, context);
  registerReading(batch, context);
  registerDelete(batch, context);
}

function registerCreate(batch: Command, context: CliContext): void {
  batch
    .command("create")
    .description("submit a batch: one image for every row of a CSV")
    .requiredOption("--csv <file>", "the CSV, with a header row")
    .requiredOption("--style <style>", "the style profile, by id or name")
    .option("--name <name>", "name of the batch (default: the CSV file's name)")
    .option("--template <text>", 'prompt template, as in "{material} {subject} in {colour|white}"')
    .option("--template-file <file>", "the template from a file")
    .option("--width <pixels>", "64 to 2048 (default: 1024)")
    .option("--height <pixels>", "64 to 2048 (default: 1024)")
    .addOption(new Option("--quality <quality>", "default: standard").choices(qualities))
    .option("--model <name>", "a configured generator (default: the hub's)")
    .option("--negative-prompt <text>", "what the images must not show")
    .option("--steps <n>", "1 to 150 (default: 30)")
    .option("--guidance-scale <n>", "0 to 30 (default: 7)")
    .option("--seed <n>", "same batch, same seed, same images")
    .option("--threshold <score>", "style score to reach, 0 to 1 (default: the style profile's)")
    .addOption(new Option("--priority <priority>", "default: normal").choices(priorities))
    .option("--no-gate", "score images but keep every one of them")
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

function registerDelete(batch: Command, context: CliContext): void {
  batch
    .command("delete")
    .description("delete a batch that has ended, with its tasks and images, for good")
    .argument("<batch>", "id or name")
    .action(handler(context, noOptions, deleteBatch));
}
