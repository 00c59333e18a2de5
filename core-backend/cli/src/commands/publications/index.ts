import { conflictPolicies, scheduledActions } from "@assetql/contract";
import { type Command, Option } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import {
  applyOptions,
  applyPublication,
  pausePublication,
  resumePublication,
  undoOptions,
  undoPublication,
  unscheduleOptions,
  unschedulePublication,
} from "./control.ts";
import {
  listPublications,
  listPublicationsOptions,
  showPublication,
  showPublicationOptions,
} from "./read.ts";

const noOptions = z.object({});
const WHICH = "id, or `latest`";
const AT = "not now, but then: 2026-12-24T18:00 in this machine's time, or with Z or an offset";

export function registerPublications(program: Command, context: CliContext): void {
  const publications = program
    .command("publications")
    .description("what was published, how far it is, and the way back");
  registerReading(publications, context);
  registerControl(publications, context);
}

function registerReading(publications: Command, context: CliContext): void {
  publications
    .command("list")
    .description("publications, newest first")
    .option("--target <target>", "only those to a target, by id or name")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listPublicationsOptions, listPublications));
  publications
    .command("show")
    .description("a publication with its plan, and how each change has ended")
    .argument("<publication>", WHICH)
    .option("--fields", "also show what new things get, field by field")
    .option("--all", "also show what stays as it is")
    .action(handler(context, showPublicationOptions, showPublication));
}

function registerControl(publications: Command, context: CliContext): void {
  publications
    .command("apply")
    .description("apply a plan, or once more what failed; exit code 1 if a change failed")
    .argument("<publication>", WHICH)
    .addOption(
      new Option("--conflicts <policy>", "instead of the target's: the plan is compared anew").choices(
        conflictPolicies,
      ),
    )
    .option("--at <time>", AT)
    .option("--yes", "without a question; needed where there is no terminal")
    .action(handler(context, applyOptions, applyPublication));
  publications
    .command("pause")
    .description("stop applying or undoing within a moment; ends a plan that is being made")
    .argument("<publication>", WHICH)
    .action(handler(context, noOptions, pausePublication));
  publications
    .command("resume")
    .description("go on where it was paused")
    .argument("<publication>", WHICH)
    .action(handler(context, noOptions, resumePublication));
  publications
    .command("undo")
    .description("everything back to what it was, but for what somebody changed since")
    .argument("<publication>", "id, or `latest`: the one that was applied last")
    .option("--force", "also what somebody changed since")
    .option("--at <time>", AT)
    .option("--yes", "without a question; needed where there is no terminal")
    .action(handler(context, undoOptions, undoPublication));
  publications
    .command("unschedule")
    .description("take away what --at has planned")
    .argument("<publication>", WHICH)
    .addOption(new Option("--action <action>", "only this (default: both)").choices(scheduledActions))
    .action(handler(context, unscheduleOptions, unschedulePublication));
}
