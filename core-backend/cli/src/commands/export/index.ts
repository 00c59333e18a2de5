import { exportPlatforms } from "@assetql/contract";
import { type Command, Option } from "commander";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { createExport, createExportOptions } from "./create.ts";
import { getExport, getExportOptions } from "./get.ts";

export function registerExport(program: Command, context: CliContext): void {
  const command = program.command("export").description("package images for a platform");
  command
    .command("create")
    .description("package a batch or some assets, wait, and download the ZIP")
    .addOption(new Option("--platform <platform>").choices(exportPlatforms).makeOptionMandatory())
    .option("--batch <batch>", "all assets of a batch, by id or name")
    .option("--assets <ids>", "some assets, ids separated by commas")
    .option("--out <file>", "where the ZIP goes (default: {platform}-{export id}.zip)")
    .option("--force", "overwrite the file of --out")
    .option("--jpeg-quality <n>", "40 to 100")
    .option("--image-base-url <url>", "where the images will be reachable; fills the columns of import CSVs")
    .option("--pixels-per-unit <n>", "Unity sprites, 1 to 4096")
    .addOption(new Option("--filter-mode <mode>", "Unity sprites").choices(["point", "bilinear"]))
    .action(handler(context, createExportOptions, createExport));
  command
    .command("get")
    .description("how far an export is; with --out, download its ZIP")
    .argument("<id>")
    .option("--out <file>", "save the ZIP here")
    .option("--force", "overwrite the file of --out")
    .action(handler(context, getExportOptions, getExport));
}
