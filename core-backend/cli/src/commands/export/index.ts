import { exportInclusions, exportPlatforms } from "@assetql/contract";
import { type Command, Option } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { createExport, createExportOptions } from "./create.ts";
import { getExport, getExportOptions } from "./get.ts";
import { deleteExport, listExports, listExportsOptions } from "./list.ts";

export function registerExport(program: Command, context: CliContext): void {
  const command = program.command("export").description("package images for a platform");
  command
    .command("create")
    .description("package a batch or some assets, wait, and download the package")
    .addOption(new Option("--platform <platform>").choices(exportPlatforms).makeOptionMandatory())
    .option("--batch <batch>", "all assets of a batch, by id or name")
    .option("--assets <ids>", "some assets, ids separated by commas")
    .addOption(
      new Option("--include <which>", "of a batch, by review (default: not-rejected)").choices(
        exportInclusions,
      ),
    )
    .option("--out <file>", "where the package goes (default: {platform}-{export id}.zip, or .unitypackage)")
    .option("--force", "overwrite the file of --out")
    .addOption(
      new Option("--texture-format <format>", "Unity; TGA is uncompressed (default: png)").choices([
        "png",
        "tga",
      ]),
    )
    .addOption(
      new Option("--texture-type <type>", "Unity: what images are imported as (default: sprite)").choices([
        "sprite",
        "texture",
      ]),
    )
    .option("--unitypackage", "Unity: a .unitypackage instead of a ZIP")
    .option("--pixels-per-unit <n>", "Unity sprites, 1 to 4096 (default: 100)")
    .addOption(
      new Option("--filter-mode <mode>", "Unity (default: bilinear)").choices([
        "point",
        "bilinear",
        "trilinear",
      ]),
    )
    .addOption(
      new Option("--image-format <format>", "shops and CMS (default: jpeg)").choices(["jpeg", "webp", "png"]),
    )
    .option("--jpeg-quality <n>", "of JPEG and WebP images, 40 to 100; not for Unity")
    .option("--background <colour>", "behind transparent pixels, such as #ffffff; not for Unity")
    .option("--thumbnail-size <px>", "shops: longest side, 16 to 8192")
    .option("--medium-size <px>", "shops: longest side, 16 to 8192")
    .option("--large-size <px>", "shops: longest side, 16 to 8192")
    .option(
      "--max-long-side <px>",
      "WordPress, Contentful, Unity: longest side, 16 to 8192 (default: 1600; Unity's as they are)",
    )
    .option(
      "--image-base-url <url>",
      "shops and CMS: where the images will be reachable; fills the columns of import files",
    )
    .option("--locale <code>", "Contentful (default: en-US)")
    .option(
      "--taxonomy <file>",
      'WordPress, Contentful: a JSON file of our words to theirs, {"categories": {"mug": "Kitchen"}, "tags": {"blue": "colour-blue"}, "unmapped": "keep" or "drop"}',
    )
    .option(
      "--social-formats <names>",
      "social: some of instagram-square, instagram-portrait, facebook, twitter, separated by commas (default: all)",
    )
    .action(handler(context, createExportOptions, createExport));
  command
    .command("list")
    .description("exports, newest first")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listExportsOptions, listExports));
  command
    .command("delete")
    .description("delete an export with its package and links")
    .argument("<id>")
    .action(handler(context, z.object({}), deleteExport));
  command
    .command("get")
    .description("how far an export is; with --out, download its package")
    .argument("<id>")
    .option("--out <file>", "save the package here")
    .option("--force", "overwrite the file of --out")
    .action(handler(context, getExportOptions, getExport));
}
