import { conflictPolicies } from "@assetql/contract";
import { type Command, Option } from "commander";
import { handler } from "../../handler.ts";
import { collect } from "../../option-values.ts";
import type { CliContext } from "../../session.ts";
import { publish, publishOptions } from "./publish.ts";

const LEGEND = `
The plan is shown first, a line a change:
  + is made   ~ is changed   - goes, by the target's policy
  ! somebody changed it there   = stays as it is
At a terminal you are asked before anything is written; elsewhere only --apply
or --yes writes.
\`assetql publications undo\` takes back what was written.`;

export function registerPublish(program: Command, context: CliContext): void {
  program
    .command("publish")
    .description(
      "put approved images where they belong: plan, show, apply; exit code 1 if a change failed or a conflict waits",
    )
    .argument("<target>", "id or name")
    .option("--batch <batch>", "the approved images of a batch, by id or name")
    .option("--asset <id>", "this image; several times", collect)
    .option("--name <name>", "name of the publication (default: the target's)")
    .option(
      "--option <name=value>",
      "a setting instead of the target's, for this time; several times",
      collect,
    )
    .addOption(
      new Option("--conflicts <policy>", "instead of the target's policy, in the plan that is shown").choices(
        conflictPolicies,
      ),
    )
    .option("--apply", "apply the plan")
    .option("--yes", "apply the plan without a question")
    .option("--fields", "also show what new things get, field by field")
    .option("--all", "also show what stays as it is")
    .addHelpText("after", LEGEND)
    .action(handler(context, publishOptions, publish));
}
