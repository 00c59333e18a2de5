import type { Client } from "@assetql/client";
import type { Payer } from "./paying.ts";

/**
 * The same hub, but an image that is made again, tried again or accepted below the gate is refused when it would not be
 * paid for. Each is an image of the month, as those of a batch are.
 */
export function paidHub(hub: Client, { shop, billing, paying }: Payer): Client {
  if (!billing.isOn) return hub;
  const { assets, batches } = hub;
  const paid = <T>(images: () => Promise<number> | number, run: () => Promise<T>): Promise<T> =>
    paying.inTurn(shop, async () => {
      await billing.assertMayMake(await images());
      return run();
    });
  return {
    ...hub,
    assets: {
      ...assets,
      regenerate: (...asked) =>
        paid(
          () => 1,
          () => assets.regenerate(...asked),
        ),
      review: (input, options) => {
        const run = () => assets.review(input, options);
        return input.action === "regenerate" ? paid(() => new Set(input.assetIds).size, run) : run();
      },
    },
    batches: {
      ...batches,
      retryFailed: (id, options) =>
        paid(
          async () => (await batches.get(id)).failedTasks,
          () => batches.retryFailed(id, options),
        ),
      acceptBestTry: (...asked) =>
        paid(
          () => 1,
          () => batches.acceptBestTry(...asked),
        ),
    },
  };
}
