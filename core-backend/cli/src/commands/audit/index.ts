import { auditFormats } from "@assetql/contract";
import { type Command, Option } from "commander";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { exportAudit, exportAuditOptions } from "./export.ts";
import { listAudit, listAuditOptions } from "./list.ts";

export function registerAudit(program: Command, context: CliContext): void {
  const audit = program.command("audit").description("who changed what (with an admin key)");
  withFilters(audit.command("list").description("changes, newest first"))
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listAuditOptions, listAudit));
  withFilters(audit.command("export").description("every change that fits, oldest first, as a file"))
    .addOption(
      new Option("--format <format>", "CSV, or a JSON document a line (default: csv)").choices(auditFormats),
    )
    .option("--out <file>", "where to (default: stdout)")
    .option("--force", "overwrite --out if it exists")
    .action(handler(context, exportAuditOptions, exportAudit));
}

const withFilters = (command: Command): Command =>
  command
    .option("--subject <id>", "of what was changed")
    .option("--actor <id>", "of who did it: a user or an API key")
    .option("--action <action>", "what was done, as in batch.paused")
    .option("--from <time>", "2026-11-30, or 2026-11-30T14:00:00Z")
    .option("--to <time>", "likewise; a day is meant with its end")
    .option("--workspace <id>", "another workspace, for operators");
