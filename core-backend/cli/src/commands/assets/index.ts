import { downloadFormats } from "@assetql/contract";
import { type Command, Option } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { listComments, writeComment } from "./comments.ts";
import { downloadAsset, downloadOptions } from "./download.ts";
import { editAsset, editOptions } from "./edit.ts";
import { getAsset, getAssetOptions } from "./get.ts";
import { listAssets, listAssetsOptions } from "./list.ts";
import { registerReview } from "./review.ts";
import { registerSearch } from "./search.ts";
import { compareVersions, listVersions, restoreVersion } from "./versions.ts";

export function registerAssets(program: Command, context: CliContext): void {
  const assets = program.command("assets").description("find, fetch, review and edit images");
  assets
    .command("list")
    .description("assets, newest first; those of a batch in the order of its rows")
    .option("--batch <batch>", "only those of a batch, by id or name")
    .option("--category <name>", "only those of a category")
    .option("--tag <name>", "only those with a tag")
    .option("--min-score <score>", "only those with at least this style score")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listAssetsOptions, listAssets));
  registerSearch(assets, context);
  assets
    .command("get")
    .description("an asset with its score and provenance")
    .argument("<id>")
    .option("--out <file>", "save the image here")
    .option("--force", "overwrite the file of --out")
    .action(handler(context, getAssetOptions, getAsset));
  assets
    .command("download")
    .description("save an image in a format and size")
    .argument("<id>")
    .addOption(new Option("--format <format>", "default: png").choices(downloadFormats))
    .option("--width <pixels>", "16 to 4096; never enlarged")
    .option("--image-version <n>", "another version than the one that counts")
    .option("--out <file>", "where it goes (default: {id}.{format})")
    .option("--force", "overwrite the file")
    .action(handler(context, downloadOptions, downloadAsset));
  registerReview(assets, context);
  assets
    .command("edit")
    .description("set what an image is called and found by; new versions keep it")
    .argument("<id>")
    .option("--title <text>")
    .option("--alt-text <text>")
    .option("--category <name>", 'none with ""')
    .option("--tags <tags>", "all of them, separated by commas")
    .action(handler(context, editOptions, editAsset));
  registerHistory(assets, context);
}

function registerHistory(assets: Command, context: CliContext): void {
  const nothing = z.object({});
  assets
    .command("versions")
    .description("an image's versions")
    .argument("<id>")
    .action(handler(context, nothing, listVersions));
  assets
    .command("restore")
    .description("let another version count")
    .argument("<id>")
    .argument("<version>")
    .action(handler(context, nothing, restoreVersion));
  assets
    .command("compare")
    .description("what changed between two versions")
    .argument("<id>")
    .argument("<from>")
    .argument("<to>")
    .action(handler(context, nothing, compareVersions));
  assets
    .command("comments")
    .description("what people wrote about an image")
    .argument("<id>")
    .action(handler(context, nothing, listComments));
  assets
    .command("comment")
    .description("write about an image")
    .argument("<id>")
    .argument("<text>")
    .action(handler(context, nothing, writeComment));
}
