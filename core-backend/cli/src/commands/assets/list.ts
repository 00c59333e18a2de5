import type { Asset } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { limitOption, numeric } from "../../option-values.ts";
import { formatScore } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { findBatch } from "../batch/find-batch.ts";

export const listAssetsOptions = z.object({
  batch: z.string().optional(),
  category: z.string().optional(),
  tag: z.string().optional(),
  minScore: numeric(z.number().min(0).max(1).optional()),
  limit: limitOption,
});

export const assetColumns: readonly TableColumn<Asset>[] = [
  { title: "ID", value: (asset) => asset.id },
  { title: "Row", value: (asset) => String(asset.row), align: "right" },
  { title: "SKU", value: (asset) => asset.sku ?? "" },
  { title: "Title", value: (asset) => asset.title, shrinks: true },
  { title: "Category", value: (asset) => asset.category ?? "", shrinks: true },
  { title: "Review", value: (asset) => asset.review },
  { title: "Score", value: (asset) => formatScore(asset.styleScore.score), align: "right" },
];

export async function listAssets(
  { terminal, connect }: Session,
  { options: { batch, limit, ...filters } }: CommandInput<z.output<typeof listAssetsOptions>>,
): Promise<void> {
  const client = await connect();
  const batchId = batch === undefined ? undefined : (await findBatch(client, batch)).id;
  const assets = await take(client.assets.listAll({ ...filters, batchId }), limit);
  terminal.result(assets, () =>
    assets.length === 0 ? "There is no such asset." : formatTable(terminal, assetColumns, assets),
  );
}
