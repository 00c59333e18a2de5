import type { Client } from "@assetql/client";
import { type Asset, type AssetId, ProblemError } from "@assetql/contract";
import type { Visit } from "../../server/services.ts";
import { isWellFormed } from "./alt-text-template.ts";
import { inParallel } from "./in-parallel.ts";
import { type Describable, planAltTexts } from "./plan-alt-texts.ts";
import { readAssets, taskOf } from "./read-assets.server.ts";
import type { FillOutcome } from "./review-requests.ts";
import { writeAltTexts } from "./write-alt-texts.server.ts";

interface Fill {
  readonly assetIds: readonly AssetId[];
  readonly template: string | null;
  readonly overwrite: boolean;
  readonly dryRun: boolean;
}

/**
 * Alt texts of many images from a template, or the texts they have by themselves. Throws the problem `request-invalid`
 * for a template with a brace too many, and what the hub's client throws.
 */
export async function fillAltTexts(
  { hub, preferences }: Pick<Visit, "hub" | "preferences">,
  fill: Fill,
): Promise<FillOutcome> {
  if (fill.template !== null && !isWellFormed(fill.template)) {
    throw new ProblemError("request-invalid", "A brace of the template has no pair.");
  }
  const { altTextTemplates: usedTemplates = [] } = await preferences.get();
  const plan = planAltTexts(await describables(hub, fill.assetIds), { ...fill, usedTemplates });
  if (!fill.dryRun && fill.template !== null) await remember(preferences, fill.template, usedTemplates);
  const { refused, done } = fill.dryRun
    ? { refused: [], done: Object.keys(plan.texts) }
    : await writeAltTexts(hub, plan.texts);
  return {
    changed: done.length,
    kept: plan.kept,
    incomplete: plan.incomplete,
    missing: plan.missing,
    samples: plan.samples,
    refused,
  };
}

const REMEMBERED = 20;

/** What a template gave is not taken for a person's words the next time. */
async function remember(
  preferences: Visit["preferences"],
  template: string,
  used: readonly string[],
): Promise<void> {
  if (used[0] === template) return;
  const others = used.filter((one) => one !== template);
  await preferences.save({ altTextTemplates: [template, ...others].slice(0, REMEMBERED) });
}

async function describables(hub: Client, ids: readonly AssetId[]): Promise<Describable[]> {
  const assets = await readAssets(hub, ids);
  const prompts = new Map<AssetId, string>();
  // The prompt of an image that was made again ends with what should be different, which is no part of its alt text.
  const again = assets.filter(({ version }) => version > 1);
  await inParallel(again, async (asset) => {
    const task = await taskOf(hub, asset);
    if (task !== undefined) prompts.set(asset.id, task.prompt);
  });
  return assets.map((asset) => toDescribable(asset, prompts.get(asset.id) ?? asset.prompt));
}

const toDescribable = ({ id, title, altText, metadata, sku }: Asset, prompt: string): Describable => ({
  id,
  title,
  altText,
  prompt,
  values: { ...metadata, title: metadata.title ?? title, sku: sku ?? "" },
});
