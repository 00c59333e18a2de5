import type { Command } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import type { CliContext } from "../../session.ts";
import { createStyle, createStyleOptions } from "./create.ts";
import { deleteStyle } from "./delete.ts";
import { listStyles, showStyle } from "./read.ts";
import { renameStyle } from "./rename.ts";

export function registerStyles(program: Command, context: CliContext): void {
  const styles = program.command("styles").description("make, read, rename and delete style profiles");
  styles
    .command("create")
    .description("make a style profile of reference images")
    .argument(
      "<name>",
      "what commands call it from now on: up to 120 characters that no other style profile has as its name",
    )
    .argument("<files...>", "PNG, JPEG, WebP, AVIF, GIF or TIFF")
    .option("--threshold <score>", "style score that images must reach, 0 to 1 (default: 0.85)")
    .action(handler(context, createStyleOptions, createStyle));
  styles
    .command("list")
    .description("style profiles, newest first")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, z.object({ limit: limitOption }), listStyles));
  styles
    .command("show")
    .description("a style profile with its parameters and references")
    .argument("<style>", "id or name")
    .action(handler(context, z.object({}), showStyle));
  styles
    .command("rename")
    .description("give a style profile another name; its batches and references stay")
    .argument("<style>", "id or name")
    .argument("<name>", "the new name, which no other style profile has")
    .action(handler(context, z.object({}), renameStyle));
  styles
    .command("delete")
    .description("delete a style profile with its references; not while a batch in it runs")
    .argument("<style>", "id or name")
    .action(handler(context, z.object({}), deleteStyle));
}
