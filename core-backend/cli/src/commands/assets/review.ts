import { assetIdSchema, type ReviewAction, reviewActions } from "@assetql/contract";
import type { Command } from "commander";
import { z } from "zod";
import { failed } from "../../errors.ts";
import { type CommandAction, handler } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { plural } from "../../output/format.ts";
import type { CliContext } from "../../session.ts";

const options = z.object({ note: z.string().trim().min(1).max(500).optional() });

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
  (action: ReviewAction): CommandAction<z.output<typeof options>> =>
  async ({ terminal, connect }, { args, options: { note } }) => {
    const assetIds = args.map((id) => parseId(assetIdSchema, id));
    const client = await connect();
    const result = await client.assets.review({ action, assetIds, ...(note === undefined ? {} : { note }) });
    terminal.result(result, () => `${words[action].done} ${plural(result.done, "image")}.`);
    if (result.failed === 0) return;
    const reasons = result.results.flatMap(({ assetId, problem }) =>
      problem === null ? [] : [`  ${assetId}: ${problem.detail}`],
    );
    throw failed([`${plural(result.failed, "image")} could not be dealt with:`, ...reasons].join("\n"));
  };

/** `assets approve`, `reject`, `regenerate` and `delete`, each for one image or many. */
export function registerReview(assets: Command, context: CliContext): void {
  for (const action of reviewActions) {
    const command = assets
      .command(action)
      .description(words[action].description)
      .argument("<ids...>", "assets, by id");
    if (action === "reject") command.option("--note <text>", "why");
    if (action === "regenerate")
      command.option("--note <text>", "what should be different; it is appended to the prompt");
    command.action(handler(context, options, review(action)));
  }
}
