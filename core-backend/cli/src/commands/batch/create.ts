import path from "node:path";
import type { BatchPreview } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { readInputFile } from "../../input-files.ts";
import { formatSeconds, formatUsd, plural } from "../../output/format.ts";
import { formatProblems } from "../../output/problems.ts";
import type { Terminal } from "../../output/terminal.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { findStyle } from "../styles/find-style.ts";
import { followBatch } from "./follow.ts";
import { settingsFrom, settingsOptions } from "./settings-options.ts";

export const createBatchOptions = z.object({
  csv: z.string(),
  style: z.string(),
  name: z.string().trim().min(1).max(120).optional(),
  template: z.string().min(1).optional(),
  templateFile: z.string().optional(),
  watch: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  ...settingsOptions.shape,
});
type Options = z.output<typeof createBatchOptions>;

export async function createBatch(session: Session, { options }: CommandInput<Options>): Promise<void> {
  const template = await readTemplate(session, options);
  const csv = await readInputFile(session, options.csv);
  const client = await session.connect();
  const style = await findStyle(client, options.style);
  const config = settingsFrom(settingsOptions.parse(options));
  const input = {
    styleProfileId: style.id,
    template,
    csv: csv.bytes,
    config,
  };
  if (options.dryRun) return showPreview(session.terminal, await client.batches.preview(input));

  const name = options.name ?? path.parse(csv.name).name;
  const batch = await client.batches.create({ ...input, name });
  if (options.watch) {
    session.terminal.note(`Batch ${batch.id}: ${plural(batch.totalTasks, "image")}`);
    return followBatch(session, client, batch.id);
  }
  session.terminal.result(batch, () =>
    [
      `Submitted ${plain(batch.name)}: ${plural(batch.totalTasks, "image")} in the style ${plain(style.name)}.`,
      `Follow it with \`assetql batch watch ${batch.id}\`.`,
    ].join("\n"),
  );
}

export async function readTemplate(
  session: Session,
  { template, templateFile }: Pick<Options, "template" | "templateFile">,
): Promise<string> {
  if ((template === undefined) === (templateFile === undefined)) {
    throw wrongInput("Give the prompt template with either --template or --template-file.");
  }
  if (template !== undefined) return template;
  const { bytes } = await readInputFile(session, templateFile ?? "");
  // The newline that editors put at the end of a file is not part of the prompt.
  return new TextDecoder().decode(bytes).trimEnd();
}

export function showPreview(terminal: Terminal, preview: BatchPreview): void {
  terminal.result(preview, () => formatPreview(terminal, preview));
  if (!preview.valid) throw wrongInput("Nothing was submitted: the input has problems, listed above.");
}

function quotaLine({ quota: { plan, limit, remaining } }: BatchPreview): readonly string[] {
  return limit === null ? [] : [`The ${plan} plan has ${remaining} of its ${limit} assets left this month.`];
}

/** The first prompts, every problem, and what the batch would cost. */
export function formatPreview(terminal: Pick<Terminal, "paint">, preview: BatchPreview): string {
  const { estimatedCost: cost } = preview;
  const money =
    cost.atMost === cost.total
      ? formatUsd(cost.total)
      : `${formatUsd(cost.total)}, at most ${formatUsd(cost.atMost)} if every image takes three tries`;
  return [
    `${plural(preview.totalTasks, "image")}, cost ${money} (${plain(cost.generator)}), about ${formatSeconds(Math.ceil(preview.estimatedSeconds))}`,
    ...quotaLine(preview),
    ...preview.prompts.map(({ row, prompt }) => `  ${terminal.paint("dim", `row ${row}`)}  ${plain(prompt)}`),
    ...(preview.problems.length === 0 ? [] : [formatProblems(preview.problems)]),
  ].join("\n");
}
