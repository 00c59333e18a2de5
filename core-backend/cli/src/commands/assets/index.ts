import type { Command } from "commander";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { getAsset, getAssetOptions } from "./get.ts";
import { listAssets, listAssetsOptions } from "./list.ts";

export function registerAssets(program: Command, context: CliContext): void {
  const assets = program.command("assets").description("find and fetch images");
  assets
    .command("list")
    .description("assets, newest first; those of a batch in the order of its rows")
    .option("--batch <id>", "only those of a batch")
    .option("--category <name>", "only those of a category")
    .option("--tag <name>", "only those with a tag")
    .option("--min-score <score>", "only those with at least this style score")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listAssetsOptions, listAssets));
  assets
    .command("get")
    .description("an asset with its score and provenance")
    .argument("<id>")
    .option("--out <file>", "save the image here")
    .option("--force", "overwrite the file of --out")
    .action(handler(context, getAssetOptions, getAsset));
}
