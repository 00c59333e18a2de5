import { afterAll, beforeAll, expect, it } from "vitest";
import { type LocalDynamo, startDynamo } from "../../../test/support/shopify-server/dynamo.ts";
import { openServerRig, people, type ServerRig } from "../../../test/support/shopify-server/rig.ts";

let rig: ServerRig;
let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
  const { documents, sessions } = await dynamo.tables();
  const { endpoint, region } = dynamo;
  rig = await openServerRig({
    settings: {
      store: { kind: "dynamodb", table: documents, sessionsTable: sessions, endpoint, region },
      secret: "a secret of more than 32 characters",
    },
  });
});
afterAll(async () => {
  await rig.dispose();
  await dynamo.stop();
});

it("does all of it on DynamoDB, in two processes: first visits, tokens, selections, uninstalling and erasing", async () => {
  const [one, two] = await Promise.all([rig.open(), rig.open()]);
  const [first, second] = await Promise.all([
    one.services.visit(await rig.page()),
    two.services.visit(await rig.page("/app", people.mila.id)),
  ]);
  expect(first.connection.workspaceId).toBe(second.connection.workspaceId);
  expect((await rig.operator.workspaces.list()).items).toHaveLength(2);
  const selection = await first.selections.create({ name: "Mugs", kind: "products", itemIds: ["product/1"] });
  expect(await second.selections.get(selection.id)).toEqual(selection);

  const shop = rig.shopify.shop;
  const session = await one.store.sessions.loadSession(`offline_${shop}`);
  if (session === undefined) throw new Error("There is no session");
  session.expires = new Date();
  await one.store.sessions.storeSession(session);
  rig.grants.length = 0;
  const tokens = await Promise.all([one, two, one, two].map(({ tokens }) => tokens.of(shop)));
  expect(new Set(tokens).size).toBe(1);
  expect(rig.grants).toEqual(["refresh"]);

  const later = { "X-Shopify-Triggered-At": new Date(Date.now() + 1_000).toISOString() };
  for (const topic of ["app/uninstalled", "shop/redact"]) {
    expect((await two.services.receiveWebhook(rig.webhook(topic, {}, later))).status).toBe(200);
  }
  expect((await rig.operator.workspaces.list()).items.map(({ name }) => name)).toEqual(["Home"]);
  expect(await one.store.documents.list(shop, "")).toEqual([]);
  expect(await one.store.sessions.findSessionsByShop(shop)).toEqual([]);
});
