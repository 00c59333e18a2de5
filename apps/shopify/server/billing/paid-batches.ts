import type { ShopBatches } from "../batches/shop-batches.ts";
import type { Selections } from "../services.ts";
import type { Payer } from "./paying.ts";

export interface PaidParts extends Payer {
  readonly selections: Selections;
}

/** The same batches, but those that would not be paid for are refused. */
export function paidBatches(
  batches: ShopBatches,
  { shop, selections, billing, paying: { once, inTurn } }: PaidParts,
): ShopBatches {
  if (!billing.isOn) return batches;
  return {
    ...batches,
    create: (plan) =>
      once(`${shop} ${plan.idempotencyKey}`, () =>
        inTurn(shop, async () => {
          // Its images are among those that were asked for: they would be counted twice.
          if ((await batches.madeWith(plan.idempotencyKey)) !== undefined) return batches.create(plan);
          const selection = await selections.get(plan.selectionId);
          await billing.assertMayMake({ images: (selection?.itemIds.length ?? 0) * plan.perItem });
          return batches.create(plan);
        }),
      ),
  };
}
