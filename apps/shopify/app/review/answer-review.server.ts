import type { Client } from "@assetql/client";
import { type Asset, assetIdSchema, REVIEW_LIMITS } from "@assetql/contract";
import { z } from "zod";
import type { Visit } from "../../server/services.ts";
import { ALT_TEXT_CHARACTERS } from "./alt-text-template.ts";
import { fillAltTexts } from "./fill-alt-texts.server.ts";
import { toReviewImage } from "./review-image.ts";
import type { ReviewAnswers, ReviewOutcome } from "./review-requests.ts";
import { writeAltTexts } from "./write-alt-texts.server.ts";

const note = z.string().trim().min(1).max(REVIEW_LIMITS.noteCharacters);
const assetIds = z.array(assetIdSchema).min(1).max(REVIEW_LIMITS.bulkAssets);

export const reviewRequestSchema = z.discriminatedUnion("ask", [
  z.object({
    ask: z.literal("review"),
    action: z.enum(["approve", "reject", "regenerate"]),
    assetIds,
    note: note.optional(),
  }),
  z.object({
    ask: z.literal("alt-texts"),
    texts: z.record(assetIdSchema, z.string().trim().max(ALT_TEXT_CHARACTERS)),
  }),
  z.object({
    ask: z.literal("fill-alt-texts"),
    assetIds,
    template: z.string().trim().min(1).max(1_000).nullable(),
    overwrite: z.boolean(),
    dryRun: z.boolean(),
  }),
  z.object({ ask: z.literal("restore"), assetId: assetIdSchema, version: z.int().positive() }),
  z.object({ ask: z.literal("accept"), taskId: z.string().max(80) }),
]);
type Asked = z.infer<typeof reviewRequestSchema>;

/** Does what the screen asks for. Throws what the hub's client throws. */
export async function answerReview(
  { hub, preferences }: Pick<Visit, "hub" | "preferences">,
  asked: Asked,
): Promise<ReviewAnswers[keyof ReviewAnswers]> {
  switch (asked.ask) {
    case "review":
      return reviewMany(hub, asked);
    case "alt-texts":
      return writeAltTexts(hub, asked.texts);
    case "fill-alt-texts":
      return fillAltTexts({ hub, preferences }, asked);
    case "restore":
      return { image: imageOf(await hub.assets.restore(asked.assetId, asked.version)) };
    case "accept":
      return { image: imageOf(await hub.batches.acceptBestTry(asked.taskId)) };
  }
}

const imageOf = (asset: Asset) => toReviewImage(asset, new Set());

async function reviewMany(
  hub: Client,
  { action, assetIds, note }: Extract<Asked, { ask: "review" }>,
): Promise<ReviewOutcome> {
  const withNote = note !== undefined && action !== "approve";
  const { results } = await hub.assets.review({ action, assetIds, ...(withNote ? { note } : {}) });
  return {
    done: results.filter(({ problem }) => problem === null).map(({ assetId }) => assetId),
    refused: results.flatMap(({ assetId, problem }) =>
      problem === null ? [] : [{ id: assetId, ...problem }],
    ),
  };
}
