import type { DeadLetterResource } from "@assetql/contract";
import type { Command } from "commander";
import { z } from "zod";
import { type CommandAction, handler } from "../../handler.ts";
import { formatTime, plural } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import type { CliContext } from "../../session.ts";

const columns: readonly TableColumn<DeadLetterResource>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Job", value: ({ kind }) => kind },
  { title: "Of", value: ({ batchId, assetId, exportId }) => batchId ?? assetId ?? exportId ?? "" },
  { title: "Begun", value: ({ receives }) => `${receives} ×`, align: "right" },
  { title: "Given up", value: ({ diedAt }) => formatTime(diedAt) },
];

const list: CommandAction<object> = async ({ terminal, connect }) => {
  const { items } = await (await connect()).deadLetters.list();
  terminal.result(items, () =>
    items.length === 0 ? "No job is dead." : formatTable(terminal, columns, items),
  );
};

const redrive: CommandAction<object> = async ({ terminal, connect }, { args }) => {
  const result = await (await connect()).deadLetters.redrive(args.length === 0 ? undefined : args);
  terminal.result(result, () => `Set ${plural(result.redriven, "job")} going again.`);
};

export function registerDeadLetters(program: Command, context: CliContext): void {
  const command = program
    .command("dead-letters")
    .description("jobs that were begun ten times and never came to an end (with an admin key)");
  command
    .command("list")
    .description("dead jobs")
    .action(handler(context, z.object({}), list));
  command
    .command("redrive")
    .description("set dead jobs going again")
    .argument("[ids...]", "all of them when none is named")
    .action(handler(context, z.object({}), redrive));
}
