import { afterAll, beforeAll, expect, it } from "vitest";
import { addProduct } from "../../../../test/support/shopify/index.ts";
import { openServerRig, type ServerRig } from "../../../../test/support/shopify-server/rig.ts";

const PRODUCTS = 40;
const PER_ITEM = 10;
let rig: ServerRig;
beforeAll(async () => {
  rig = await openServerRig({ environment: { ASSETQL_SHOPIFY_PLAN: "unlimited" } });
  for (let number = 1; number <= PRODUCTS; number += 1)
    addProduct(rig.shopify.state, { title: `Mug ${number}` });
});
afterAll(() => rig.dispose());

it("makes no more images of a shop that is gone, and goes on when it comes back", async () => {
  const server = await rig.open();
  const visit = await server.services.visit(await rig.page());
  const style = await visit.hub.styles.create({
    name: "House",
    deviationThreshold: 0,
    files: [{ name: "reference.png", bytes: rig.reference }],
  });
  const itemIds = await visit.catalogue.idsOf({ kind: "products" }, PRODUCTS);
  const { id: selectionId } = await visit.selections.create({ name: "Mugs", kind: "products", itemIds });
  const batch = await visit.batches.create({
    selectionId,
    styleProfileId: style.id,
    template: "A picture of {title}",
    perItem: PER_ITEM,
    config: {},
    name: "Mugs",
    idempotencyKey: "uninstalled-while-making",
  });
  await rig.shopify.uninstall();
  const later = { "X-Shopify-Triggered-At": new Date(Date.now() + 1_000).toISOString() };
  const uninstalled = rig.webhook("app/uninstalled", {}, later);
  expect((await server.services.receiveWebhook(uninstalled)).status).toBe(200);
  expect((await visit.admin.batches.get(batch.id)).status).toBe("paused");

  const again = await server.services.visit(await rig.page());
  await again.hub.batches.resume(batch.id);
  expect(await again.hub.batches.watch(batch.id)).toMatchObject({
    status: "completed",
    completedTasks: PRODUCTS * PER_ITEM,
  });
});
