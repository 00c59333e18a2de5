import path from "node:path";
import type { Asset, StyleProfile } from "@assetql/contract";
import pLimit from "p-limit";
import sharp from "sharp";
import type { ContactSheet, SheetFact, SheetImage, SheetStyle } from "../../contact-sheet/contact-sheet.ts";
import { writeContactSheet } from "../../contact-sheet/write-contact-sheet.ts";
import { download, downloadBytes } from "../../download.ts";
import { failed } from "../../errors.ts";
import { formatScore, formatSeconds, formatUsd } from "../../output/format.ts";
import type { DemoRun } from "./demo.ts";
import { gateOf, type Results } from "./results.ts";

const DOWNLOADS_AT_ONCE = 6;
const THUMBNAIL = 256;

/** Downloads the images into `{out}/images` and writes the contact sheet that shows them. */
export async function saveContactSheet(
  run: DemoRun,
  { results, style, cost }: { results: Results; style: StyleProfile; cost: number },
): Promise<void> {
  const { batch, assets, tasks } = results;
  const tries = new Map(tasks.map((task) => [task.row, task.tries]));
  const images = await pLimit(DOWNLOADS_AT_ONCE).map(assets, (asset) =>
    saveImage(run, asset, tries.get(asset.row) ?? 1),
  );
  const sheet: ContactSheet = {
    title: batch.name,
    template: batch.template,
    facts: factsOf(results, cost),
    style: await styleOf(run, style),
    gate: gateOf(batch, style),
    images,
    failures: tasks
      .filter((task) => task.status === "failed")
      .map(({ row, prompt, error, bestScore }) => ({ row, prompt, reason: error?.message ?? "", bestScore })),
    provenance: provenanceOf(assets, style),
    attribution: [...new Set(assets.flatMap((asset) => asset.provenance.attribution))],
  };
  await writeContactSheet(run.out, sheet);
}

async function saveImage({ session, out }: DemoRun, asset: Asset, tries: number): Promise<SheetImage> {
  const { row, sku, title, altText, prompt, styleScore, urls } = asset;
  if (urls === undefined) throw failed(`The hub gave no address for the image of row ${row}.`);
  const file = `images/${String(row).padStart(4, "0")}-${slug(sku ?? title)}.png`;
  await download(urls.image, path.join(out, file), session.signal);
  const thumbnail = await downloadBytes(urls.thumbnail, session.signal);
  return { row, sku, title, altText, prompt, score: styleScore, tries, thumbnail, file };
}

/** Only what every file system takes. */
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replace(/^-+|-+$/g, "") || "image";

async function styleOf({ session, client }: DemoRun, { id, name }: StyleProfile): Promise<SheetStyle> {
  const { references, parameters } = await client.styles.get(id);
  return {
    name,
    palette: parameters.colorPalette,
    references: await pLimit(DOWNLOADS_AT_ONCE).map(references, async (reference) => {
      if (reference.url === undefined)
        throw failed(`The hub gave no address for the reference ${reference.name}.`);
      const image = sharp(await downloadBytes(reference.url, session.signal));
      const thumbnail = await image
        .resize(THUMBNAIL, THUMBNAIL)
        .flatten({ background: "#fff" })
        .jpeg({ quality: 82 })
        .toBuffer();
      return { name: reference.name, thumbnail };
    }),
  };
}

function factsOf({ batch, tasks }: Results, cost: number): readonly SheetFact[] {
  const { statistics, config } = batch;
  const first = tasks.filter((task) => task.status === "completed" && task.retryCount === 0).length;
  const facts: SheetFact[] = [
    { name: "Images", value: `${batch.completedTasks} of ${batch.totalTasks}` },
    { name: "Mean style score", value: formatScore(statistics.meanStyleScore) },
    { name: "Passed at first try", value: `${Math.round((100 * first) / Math.max(1, batch.totalTasks))} %` },
    { name: "Retries", value: String(statistics.retries) },
  ];
  if (statistics.totalSeconds !== null)
    facts.push({ name: "Time", value: formatSeconds(statistics.totalSeconds) });
  facts.push({ name: "Cost", value: formatUsd(cost) });
  facts.push({ name: "Size", value: `${config.width} × ${config.height}` });
  if (config.seed !== undefined) facts.push({ name: "Seed", value: String(config.seed) });
  return facts;
}

function provenanceOf(assets: readonly Asset[], { encoder }: StyleProfile): string {
  const [asset] = assets;
  if (asset === undefined) return "";
  const { generator, generatorVersion, model, isDraft } = asset.provenance;
  const made = isDraft
    ? `Drafts drawn by program (${generator} ${generatorVersion}): sketches in the style of the references, not made by an AI model.`
    : `Made by ${generator} ${generatorVersion} (${model}).`;
  return `${made} Style scores by ${encoder.id} ${encoder.version}.`;
}
