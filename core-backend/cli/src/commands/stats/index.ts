import type { Command } from "commander";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { showStats, statsOptions } from "./stats.ts";

export function registerStats(program: Command, context: CliContext): void {
  program
    .command("stats")
    .description("success and failure, style scores, durations and volume, as charts")
    .option(
      "--from <day>",
      "first day (UTC) on which batches were submitted (default: 29 days before the last)",
    )
    .option("--to <day>", "last day (default: today)")
    .option("--style <style>", "only batches in this style: id or name")
    .option("--model <model>", "only batches that asked for this model")
    .option("--batch <batch>", "this batch alone: id or name")
    .action(handler(context, statsOptions, showStats));
}
