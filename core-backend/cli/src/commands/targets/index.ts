import { conflictPolicies, deletionPolicies } from "@assetql/contract";
import { type Command, Option } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import { collect } from "../../option-values.ts";
import type { CliContext } from "../../session.ts";
import { addImageOptions, addOptionalImageOptions } from "../batch/input-options.ts";
import { addTarget, addTargetOptions } from "./add.ts";
import { createTargetBatch, targetBatchOptions } from "./batch.ts";
import {
  checkTarget,
  removeTarget,
  removeTargetOptions,
  updateTarget,
  updateTargetOptions,
} from "./change.ts";
import { listItems, listItemsOptions, listTargets, listTargetsOptions, showTarget } from "./read.ts";
import { syncTarget, syncTargetOptions } from "./sync.ts";

const noOptions = z.object({});

export function registerTargets(program: Command, context: CliContext): void {
  const targets = program.command("targets").description("the sites, shops and spaces that are published to");
  registerAdd(targets, context);
  registerReading(targets, context);
  registerChanges(targets, context);
  registerSync(targets, context);
  registerItems(targets, context);
}

const CREDENTIALS_HELP = `
Credentials come from --credentials-file (a JSON object; /dev/stdin takes it
from a pipe), else from variables such as ASSETQL_CREDENTIAL_PASSWORD for the
setting \`password\`, else they are asked for and not shown. They are never
options: other users of the machine, and the shell's history, would see them.
The hub seals them and never gives them back.
\`assetql connectors NAME\` shows the settings of a connector.`;

function registerAdd(targets: Command, context: CliContext): void {
  const add = targets
    .command("add")
    .description("add a target and look whether it can be reached and written to")
    .argument("<connector>", "as in wordpress; `assetql connectors` lists them")
    .requiredOption("--name <name>", "what you call it");
  addSettings(add)
    .option("--no-check", "do not look whether it can be reached")
    .addHelpText("after", CREDENTIALS_HELP)
    .action(handler(context, addTargetOptions, addTarget));
}

const addSettings = (command: Command): Command =>
  command
    .option("--config <name=value>", "a setting, as in siteUrl=https://example.com; several times", collect)
    .option("--config-file <file>", "settings from a JSON file")
    .option("--credentials-file <file>", "credentials from a JSON file")
    .option(
      "--row <column=field>",
      "a column of batches and the item's field it gets; several times",
      collect,
    )
    .option(
      "--publish <field=property>",
      "a field there and the asset property it gets, or nothing to leave it alone; several times",
      collect,
    )
    .addOption(
      new Option("--conflicts <policy>", "what somebody changed there (default: keep-theirs)").choices(
        conflictPolicies,
      ),
    )
    .addOption(
      new Option(
        "--deletions <policy>",
        "what was published and is rejected or deleted (default: keep)",
      ).choices(deletionPolicies),
    );

function registerReading(targets: Command, context: CliContext): void {
  targets
    .command("list")
    .description("targets with their health, newest first")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listTargetsOptions, listTargets));
  targets
    .command("show")
    .description("a target with its settings")
    .argument("<target>", "id or name")
    .action(handler(context, noOptions, showTarget));
  targets
    .command("check")
    .description("look whether a target can be reached and written to; exit code 1 if it cannot")
    .argument("<target>", "id or name")
    .action(handler(context, noOptions, checkTarget));
}

function registerChanges(targets: Command, context: CliContext): void {
  const update = targets
    .command("update")
    .description("change a target; settings that are not named stay")
    .argument("<target>", "id or name")
    .option("--name <name>", "what you call it")
    .option("--new-credentials", "new ones, from the environment or asked for");
  addSettings(update)
    .addHelpText("after", CREDENTIALS_HELP)
    .action(handler(context, updateTargetOptions, updateTarget));
  targets
    .command("remove")
    .description("forget a target; what was published stays where it is")
    .argument("<target>", "id or name")
    .option("--yes", "without a question; needed where there is no terminal")
    .action(handler(context, removeTargetOptions, removeTarget));
}

const SYNC_HELP = `
The sync service does it, which \`assetql start\` runs beside the hub. Without
options the sync is shown as it is. What is not named stays; what batches are
made of is said whole: --style, --template and the rest of them together.
  assetql targets sync Blog --cron "0 6 * * *" --time-zone Europe/Berlin
  assetql targets sync Blog --style House --template "{title}" --without-image`;

function registerSync(targets: Command, context: CliContext): void {
  const sync = targets
    .command("sync")
    .description("when a target is kept in step by itself, what is done then, and how the last time went")
    .argument("<target>", "id or name")
    .option(
      "--cron <expression>",
      'minute, hour, day of the month, month and day of the week, as in "0 6 * * *"; every 5 minutes at most',
    )
    .option(
      "--time-zone <zone>",
      "in which --cron is read, as in Europe/Berlin (default: as before, or this machine's)",
    )
    .option("--publish", "publish what was approved, without asking (default)")
    .option("--no-publish", "publish nothing")
    .option("--no-drive", "make no batches of items that are new or changed")
    .option("--off", "no sync any more");
  addOptionalImageOptions(addQuery(sync))
    .addHelpText("after", SYNC_HELP)
    .action(handler(context, syncTargetOptions, syncTarget));
}

function registerItems(targets: Command, context: CliContext): void {
  addQuery(
    targets
      .command("items")
      .description("a target's posts, products or entries")
      .argument("<target>", "id or name"),
  )
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listItemsOptions, listItems));
  const batch = targets
    .command("batch")
    .description("submit a batch: one image for each of a target's items")
    .argument("<target>", "id or name")
    .option("--name <name>", "name of the batch (default: the target's)");
  addImageOptions(addQuery(batch))
    .option("--watch", "show progress until the batch has ended")
    .option("--dry-run", "only show the first prompts, every problem, cost and time")
    .action(handler(context, targetBatchOptions, createTargetBatch));
}

const addQuery = (command: Command): Command =>
  command
    .option("--search <words>", "only items with these words")
    .option("--kind <kind>", "only items of a kind, as in post")
    .option("--item <id>", "only this item; several times", collect)
    .option("--without-image", "only items that have no image yet");
