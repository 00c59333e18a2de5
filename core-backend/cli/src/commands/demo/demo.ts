import type { Client } from "@assetql/client";
import type { BatchId, StyleProfile } from "@assetql/contract";
import { failed, wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { formatBytes, formatSeconds, plural } from "../../output/format.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { formatPreview } from "../batch/create.ts";
import { watchProgress } from "../batch/follow.ts";
import { withDemoHub } from "./demo-hub.ts";
import { type DemoExport, exportAll } from "./export-all.ts";
import { type DemoInput, readDemoInput } from "./input.ts";
import type { DemoOptions } from "./options.ts";
import { gateOf, type Results, readResults } from "./results.ts";
import { saveContactSheet } from "./save-contact-sheet.ts";
import { formatScores } from "./scores.ts";

/** What a demo works with, once its hub runs. */
export interface DemoRun {
  readonly session: Session;
  readonly client: Client;
  /** Absolute path of the folder for results. */
  readonly out: string;
}

/** The main job, end to end, on a hub of its own. */
export async function demo(session: Session, { options }: CommandInput<DemoOptions>): Promise<void> {
  const input = await readDemoInput(session, options);
  const { terminal } = session;
  terminal.say(
    terminal.paint("strong", `AssetQL demo: ${plain(input.name)}, in the style ${plain(input.style.name)}`),
  );
  const summary = await withDemoHub(session, async (client, url) => {
    terminal.say(`A hub runs at ${url}.\n`);
    const run = { session, client, out: session.resolve(options.out) };
    const style = await client.styles.create({ name: input.style.name, files: input.style.references });
    const { id, cost } = await submit(run, { input, style, options });
    const results = await readResults(run, await watchProgress(session, client, id));
    return report(run, { results, style, cost, shownOut: options.out });
  });
  terminal.result(summary);
}

interface Submission {
  readonly input: DemoInput;
  readonly style: StyleProfile;
  readonly options: DemoOptions;
}

async function submit(
  { session, client }: DemoRun,
  { input, style, options }: Submission,
): Promise<{ id: BatchId; cost: number }> {
  const { terminal } = session;
  const batch = {
    styleProfileId: style.id,
    template: input.template,
    csv: input.csv,
    config: {
      width: options.size,
      height: options.size,
      quality: "draft",
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    },
  } as const;
  const preview = await client.batches.preview(batch);
  if (!preview.valid) throw wrongInput("The CSV or the template has problems:", preview.problems);
  terminal.say(formatPreview(terminal, preview));
  if (preview.totalTasks > preview.prompts.length) {
    terminal.say(`  ${terminal.paint("dim", `and ${preview.totalTasks - preview.prompts.length} more`)}`);
  }
  terminal.say();
  const { id } = await client.batches.create({ ...batch, name: input.name });
  return { id, cost: preview.estimatedCost.total };
}

interface Outcome {
  readonly results: Results;
  readonly style: StyleProfile;
  /** US dollars, as estimated before. */
  readonly cost: number;
  readonly shownOut: string;
}

export interface DemoSummary {
  readonly batchId: string;
  readonly tasks: number;
  readonly completed: number;
  readonly failed: number;
  /** Images that took more than one try. */
  readonly retried: number;
  readonly seconds: number | null;
  readonly meanStyleScore: number | null;
  readonly exports: readonly DemoExport[];
}

async function report(run: DemoRun, { results, style, cost, shownOut }: Outcome): Promise<DemoSummary> {
  const { terminal } = run.session;
  const { batch, assets, tasks } = results;
  if (assets.length === 0) {
    const reason = tasks.find((task) => task.error !== null)?.error?.message ?? "the hub gave no reason";
    throw failed(`No image was made: ${reason}`);
  }
  const seconds = batch.statistics.totalSeconds;
  terminal.say(`\n${formatScores(terminal, assets, gateOf(batch, style))}\n`);
  const exports = await exportAll(run, batch.id);
  for (const { platform, path, bytes } of exports) {
    terminal.say(`${platform.padEnd(10)} ${path}  ${terminal.paint("dim", formatBytes(bytes))}`);
  }
  await saveContactSheet(run, { results, style, cost });
  terminal.say();
  terminal.say(
    `${plural(assets.length, "image")}${seconds === null ? "" : ` in ${formatSeconds(seconds)}`}. Open ${terminal.paint("accent", `${shownOut}/contact-sheet.html`)}`,
  );
  return {
    batchId: batch.id,
    tasks: batch.totalTasks,
    completed: batch.completedTasks,
    failed: batch.failedTasks,
    retried: tasks.filter((task) => task.retryCount > 0).length,
    seconds,
    meanStyleScore: batch.statistics.meanStyleScore,
    exports,
  };
}
