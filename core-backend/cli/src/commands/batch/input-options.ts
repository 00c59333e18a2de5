import { priorities, qualities } from "@assetql/contract";
import { type Command, Option } from "commander";

/** What says which images a batch makes, and how. */
export const addInputOptions = (command: Command): Command =>
  addImageOptions(command.requiredOption("--csv <file>", "the CSV, with a header row"));

/** How images are made, whatever their rows come from. */
export const addImageOptions = (command: Command): Command =>
  addPromptOptions(command.requiredOption(...STYLE));

/** The same where no image may be made at all. */
export const addOptionalImageOptions = (command: Command): Command =>
  addPromptOptions(command.option(...STYLE));

const STYLE = ["--style <style>", "the style profile, by id or name"] as const;

const addPromptOptions = (command: Command): Command =>
  command
    .option("--template <text>", 'prompt template, as in "{material} {subject} in {colour|white}"')
    .option("--template-file <file>", "the template from a file")
    .option("--width <pixels>", "64 to 2048 (default: 1024)")
    .option("--height <pixels>", "64 to 2048 (default: 1024)")
    .addOption(new Option("--quality <quality>", "default: standard").choices(qualities))
    .option("--model <name>", "a configured generator (default: the hub's)")
    .option("--negative-prompt <text>", "what the images must not show")
    .option("--steps <n>", "1 to 150 (default: 30)")
    .option("--guidance-scale <n>", "0 to 30 (default: 7)")
    .option("--seed <n>", "same batch, same seed, same images")
    .option("--threshold <score>", "style score to reach, 0 to 1 (default: the style profile's)")
    .addOption(new Option("--priority <priority>", "default: normal").choices(priorities))
    .option("--no-gate", "score images but keep every one of them");
