import type { ShopClient } from "../client/shop-client.ts";
import { acknowledgeFailedUpdates, type FileUpdateInput } from "../operations/files.ts";
import type { Ask } from "./ask.ts";
import { problemOf } from "./problems.ts";

/**
 * An image of which an update has failed is there as it was before, but FAILED, until that is acknowledged. False for
 * one that has never been an image.
 */
export async function acknowledgeFailed(client: ShopClient, id: string): Promise<boolean> {
  const { fileAcknowledgeUpdateFailed: answer } = await client.call(acknowledgeFailedUpdates, {
    fileIds: [id],
  });
  const [error] = answer.userErrors;
  if (error === undefined) return true;
  if (error.code === "NON_READY_STATE") return false;
  throw problemOf(error);
}

/** Shopify changes nothing of a file that is FAILED; where that is so, it is acknowledged, and the change made again. */
export const despiteFailed =
  (update: Ask<FileUpdateInput, null>): Ask<FileUpdateInput, null> =>
  async (client, input) => {
    const outcome = await update(client, input);
    if (!("refused" in outcome) || outcome.refused.code !== "INVALID_FAILED_MEDIA_STATE") return outcome;
    return (await acknowledgeFailed(client, input.id)) ? update(client, input) : outcome;
  };
