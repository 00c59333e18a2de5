import { type Asset, assetIdSchema } from "@assetql/contract";
import { z } from "zod";
import { download } from "../../download.ts";
import { failed } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { formatBytes, formatScore } from "../../output/format.ts";
import { formatFacts } from "../../output/table.ts";
import type { Terminal } from "../../output/terminal.ts";
import { assertOutFree } from "../../output-files.ts";
import type { Session } from "../../session.ts";

export const getAssetOptions = z.object({
  out: z.string().min(1).optional(),
  force: z.boolean().default(false),
});

export async function getAsset(
  session: Session,
  { args, options: { out, force } }: CommandInput<z.output<typeof getAssetOptions>>,
): Promise<void> {
  const id = parseId(assetIdSchema, args[0]);
  if (out !== undefined) await assertOutFree(session, { out, force });
  const client = await session.connect();
  const asset = await client.assets.get(id);
  if (out !== undefined) {
    if (asset.urls === undefined) throw failed(`The hub gave no address for the image of ${id}.`);
    await download(asset.urls.image, session.resolve(out), session.signal);
    session.terminal.note(`Saved ${out}.`);
  }
  session.terminal.result(asset, () => formatAsset(session.terminal, asset));
}

export function formatAsset(terminal: Pick<Terminal, "paint">, asset: Asset): string {
  const parts = Object.entries(asset.styleScore.parts).map(([name, value]) => `${name} ${value.toFixed(2)}`);
  const { generator, generatorVersion, isDraft, seed } = asset.provenance;
  return formatFacts(terminal, [
    ["Asset", asset.id],
    ["Title", asset.title],
    ["SKU", asset.sku ?? "–"],
    ["Prompt", asset.prompt],
    ["Alt text", asset.altText],
    ["Category", asset.category ?? "–"],
    ["Tags", asset.tags.map((tag) => tag.name).join(", ")],
    ["Style score", `${formatScore(asset.styleScore.score)} (${parts.join(", ")})`],
    ["Image", `${asset.dimensions.width} × ${asset.dimensions.height}, ${formatBytes(asset.fileSize)}`],
    [
      "Made by",
      `${generator} ${generatorVersion}${isDraft ? ", a draft drawn by program" : ""}, seed ${seed}`,
    ],
    ["Batch", `${asset.batchId}, row ${asset.row}`],
    ["Status", `${asset.status}, version ${asset.version} of ${asset.latestVersion}`],
    ["Review", [asset.review, asset.reviewNote ?? ""].filter(Boolean).join(": ")],
  ]);
}
