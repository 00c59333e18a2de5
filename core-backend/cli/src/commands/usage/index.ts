import type { Command } from "commander";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { showUsage, usageOptions } from "./usage.ts";

export function registerUsage(program: Command, context: CliContext): void {
  program
    .command("usage")
    .description("what is left of the month's quota, and what each month came to and cost")
    .option("--from <month>", "first month, as in 2026-01 (default: eleven before the last)")
    .option("--to <month>", "last month (default: the current one)")
    .action(handler(context, usageOptions, showUsage));
}
