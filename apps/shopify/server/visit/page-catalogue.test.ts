import { afterAll, beforeAll, expect, it } from "vitest";
import { addProduct } from "../../../../test/support/shopify/index.ts";
import {
  type OpenedServer,
  openServerRig,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";
import { createPageCatalogue } from "./page-catalogue.ts";

let rig: ServerRig;
let server: OpenedServer;
beforeAll(async () => {
  rig = await openServerRig();
  server = await rig.open();
  await server.services.visit(await rig.page());
  addProduct(rig.shopify.state, { title: "Mug" });
});
afterAll(() => rig.dispose());

it("says in words that Shopify throttles, where a page would wait without end, and works again after", async () => {
  const catalogue = createPageCatalogue(server.clientOf, rig.shopify.shop, { limitMs: 500 });
  const codeOf = async (asked: Promise<unknown>) =>
    server.services.problemOf(await asked.catch((error: unknown) => error));
  for (let call = 0; call < 1_000; call += 1) rig.shopify.faults.push({ kind: "throttled" });
  expect(await codeOf(catalogue.search({ kind: "products" }))).toMatchObject({
    code: "shop-rate-limited",
    status: 503,
  });
  // Above what is read at once, each call has the time for itself.
  expect(await codeOf(catalogue.idsOf({ kind: "products" }, 5_000))).toMatchObject({
    code: "shop-rate-limited",
  });
  rig.shopify.faults.length = 0;
  const patient = createPageCatalogue(server.clientOf, rig.shopify.shop);
  expect((await patient.search({ kind: "products" })).items).toHaveLength(1);
  expect(await patient.idsOf({ kind: "products" }, 5_000)).toHaveLength(1);
});
