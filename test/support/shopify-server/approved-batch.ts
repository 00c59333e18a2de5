import type { Visit } from "../../../apps/shopify/server/services.ts";
import type { ServerRig } from "./rig.ts";

/** An image for each of the shop's first products, approved. */
export async function approvedBatch(
  { reference }: Pick<ServerRig, "reference">,
  { hub, catalogue, selections, batches }: Visit,
  products: number,
): Promise<string> {
  const style = await hub.styles.create({
    name: "House",
    deviationThreshold: 0,
    files: [{ name: "reference.png", bytes: reference }],
  });
  const itemIds = await catalogue.idsOf({ kind: "products" }, products);
  const { id: selectionId } = await selections.create({ name: "Mugs", kind: "products", itemIds });
  const batch = await batches.create({
    selectionId,
    styleProfileId: style.id,
    template: "A picture of {title}",
    perItem: 1,
    config: {},
    name: "Mugs",
    idempotencyKey: `mugs-${selectionId}`,
  });
  await hub.batches.watch(batch.id);
  const { items } = await hub.assets.list({ batchId: batch.id, limit: 50 });
  for (const { id } of items) await hub.assets.approve(id);
  return batch.id;
}
