import type { Client } from "@assetql/client";
import type { WantedImages } from "./billing.ts";
import type { Payer } from "./paying.ts";

/**
 * The same hub, but an image that is made again, tried again or accepted below the gate is refused when it would not be
 * paid for. Each is an image of the month in which the hub counts it: another version of an image in this one, the first
 * version in that of its batch.
 */
export function paidHub(hub: Client, { shop, billing, paying }: Payer): Client {
  if (!billing.isOn) return hub;
  const { assets, batches } = hub;
  const paid = <T>(wanted: () => Promise<WantedImages> | WantedImages, run: () => Promise<T>): Promise<T> =>
    paying.inTurn(shop, async () => {
      await billing.assertMayMake(await wanted());
      return run();
    });
  return {
    ...hub,
    assets: {
      ...assets,
      regenerate: (...asked) =>
        paid(
          () => ({ images: 1 }),
          () => assets.regenerate(...asked),
        ),
      review: (input, options) => {
        const run = () => assets.review(input, options);
        if (input.action !== "regenerate") return run();
        return paid(() => ({ images: new Set(input.assetIds).size }), run);
      },
    },
    batches: {
      ...batches,
      retryFailed: (id, options) =>
        paid(
          async () => {
            const { failedTasks, createdAt } = await batches.get(id);
            return { images: failedTasks, submittedAt: createdAt };
          },
          () => batches.retryFailed(id, options),
        ),
      acceptBestTry: (id, options) =>
        paid(
          () => acceptedOf(hub, id),
          () => batches.acceptBestTry(id, options),
        ),
    },
  };
}

async function acceptedOf({ batches }: Client, taskId: string): Promise<WantedImages> {
  const { status, batchId } = await batches.task(taskId);
  if (status !== "failed") return { images: 1 };
  const { createdAt } = await batches.get(batchId);
  return { images: 1, submittedAt: createdAt };
}
