import { sampleStyles } from "@assetql/samples";
import { type Command, Option } from "commander";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { demo } from "./demo.ts";
import { DEFAULT_OUT, DEFAULT_SAMPLE_STYLE, demoOptions } from "./options.ts";

export function registerDemo(program: Command, context: CliContext): void {
  program
    .command("demo")
    .description("the main job, from a sample CSV and style to scored and exported images")
    .option("--rows <n>", "only the first rows of the CSV")
    .option("--out <folder>", `where the results go (default: ./${DEFAULT_OUT})`)
    .option("--csv <file>", "your own CSV, with --template")
    .option("--template <text>", 'prompt template, as in "{material} {subject} in {colour|white}"')
    .option("--style <files...>", "your own reference images")
    .addOption(
      new Option(
        "--sample-style <id>",
        `a style that comes along (default: ${DEFAULT_SAMPLE_STYLE})`,
      ).choices(sampleStyles.map((style) => style.id)),
    )
    .option("--size <pixels>", "width and height of the images, 64 to 2048 (default: 512)")
    .option("--seed <n>", "same input, same seed, same images")
    .action(handler(context, demoOptions, demo));
}
