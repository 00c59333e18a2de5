import { randomUUID } from "node:crypto";
import { jobView } from "../api/job-view.ts";
import type { FieldFunction } from "../context.ts";
import { userError } from "../errors.ts";
import { findFile } from "../files/file-view.ts";
import { numberIn, timeNow } from "../state.ts";

/**
 * `productReorderMedia`: a job, which applies the moves one after the other; each position is the one "at the time this
 * move is applied". Media that the product does not have are passed over without a word, as a real shop did
 * (https://github.com/airhorns/shopify-draft-proxy, `product-media-validation-branches.json`).
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/productReorderMedia
 */
export const reorderMedia: FieldFunction = ({ id, moves }, context) => {
  const { backstage } = context;
  const product = backstage.state.products.get(numberIn("Product", id) ?? "");
  if (product === undefined) {
    const mediaUserErrors = [userError(["id"], "Product does not exist", "PRODUCT_DOES_NOT_EXIST")];
    return { __typename: "ProductReorderMediaPayload", job: null, mediaUserErrors };
  }
  const wanted = (moves as { id: string; newPosition: string }[]).map((move) => ({
    file: findFile(context, move.id),
    position: Number(move.newPosition),
  }));
  const jobId = randomUUID();
  const job = { done: false };
  backstage.jobs.set(jobId, job);
  backstage.later(backstage.options.jobMs, () => {
    for (const { file, position } of wanted) {
      if (file === undefined || !product.media.includes(file.id)) continue;
      const others = product.media.filter((one) => one !== file.id);
      product.media = others.toSpliced(Math.min(position, others.length), 0, file.id);
    }
    product.updatedAt = timeNow();
    job.done = true;
  });
  return { __typename: "ProductReorderMediaPayload", job: jobView(jobId, false), mediaUserErrors: [] };
};
