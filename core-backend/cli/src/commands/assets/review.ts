import type { Client } from "@assetql/client";
import {
  type AssetId,
  assetIdSchema,
  REVIEW_LIMITS,
  type ReviewAction,
  type ReviewResult,
  reviewActions,
} from "@assetql/contract";
import type { Command } from "commander";
import { z } from "zod";
import { failed, wrongInput } from "../../errors.ts";
import { type CommandAction, handler } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { numeric } from "../../option-values.ts";
import { plural } from "../../output/format.ts";
import type { CliContext } from "../../session.ts";
import { findBatch } from "../batch/find-batch.ts";

const options = z.object({
  note: z.string().trim().min(1).max(500).optional(),
  batch: z.string().optional(),
  minScore: numeric(z.number().min(0).max(1).optional()),
});
type Options = z.output<typeof options>;

/** What a whole batch can be given; the others are for single images. */
const forBatches: ReadonlySet<ReviewAction> = new Set(["approve", "reject"]);

const words: Readonly<Record<ReviewAction, { done: string; description: string }>> = {
  approve: { done: "Approved", description: "approve images" },
  reject: { done: "Rejected", description: "reject images" },
  regenerate: {
    done: "Queued new versions of",
    description: "make new versions; the present ones count until those pass the gate",
  },
  delete: { done: "Deleted", description: "delete images with their versions and comments, for good" },
};

const review =
  (action: ReviewAction): CommandAction<Options> =>
  async ({ terminal, connect }, { args, options: chosen }) => {
    const { note } = chosen;
    const named = args.map((id) => parseId(assetIdSchema, id));
    if (named.length > 0 === (chosen.batch !== undefined)) {
      throw wrongInput(
        forBatches.has(action) ? "Name images, or a batch with --batch." : "Name images by id.",
      );
    }
    const client = await connect();
    const assetIds = chosen.batch === undefined ? named : await undecided(client, chosen.batch, chosen);
    const result: ReviewResult = { done: 0, failed: 0, results: [] };
    for (let start = 0; start < assetIds.length; start += REVIEW_LIMITS.bulkAssets) {
      const some = assetIds.slice(start, start + REVIEW_LIMITS.bulkAssets);
      const part = await client.assets.review({
        action,
        assetIds: some,
        ...(note === undefined ? {} : { note }),
      });
      result.done += part.done;
      result.failed += part.failed;
      result.results.push(...part.results);
    }
    terminal.result(result, () => `${words[action].done} ${plural(result.done, "image")}.`);
    if (result.failed === 0) return;
    const reasons = result.results.flatMap(({ assetId, problem }) =>
      problem === null ? [] : [`  ${assetId}: ${problem.detail}`],
    );
    throw failed([`${plural(result.failed, "image")} could not be dealt with:`, ...reasons].join("\n"));
  };

/** The images of a batch that nobody has decided about. */
async function undecided(client: Client, batch: string, { minScore }: Options): Promise<AssetId[]> {
  const { id: batchId } = await findBatch(client, batch);
  const ids: AssetId[] = [];
  for await (const { id, review: state } of client.assets.listAll({ batchId, minScore, limit: 200 })) {
    if (state === "pending") ids.push(id);
  }
  return ids;
}

/** `assets approve`, `reject`, `regenerate` and `delete`, each for one image or many. */
export function registerReview(assets: Command, context: CliContext): void {
  for (const action of reviewActions) {
    const command = assets
      .command(action)
      .description(words[action].description)
      .argument(forBatches.has(action) ? "[ids...]" : "<ids...>", "assets, by id");
    if (forBatches.has(action)) {
      command
        .option("--batch <batch>", "instead: all of a batch that nobody has decided about")
        .option("--min-score <score>", "of the batch, only those with at least this style score");
    }
    if (action === "reject") command.option("--note <text>", "why");
    if (action === "regenerate")
      command.option("--note <text>", "what should be different; it is appended to the prompt");
    command.action(handler(context, options, review(action)));
  }
}
