import { afterAll, beforeAll, expect, it } from "vitest";
import { openServerRig, people, type ServerRig } from "../../../../test/support/shopify-server/rig.ts";

let rig: ServerRig;
beforeAll(async () => {
  rig = await openServerRig();
});
afterAll(() => rig.dispose());

it("makes a workspace with the shop's name, a target and a person's key at the first visit, once for all who ask", async () => {
  const { services } = await rig.open();
  const page = await rig.page();
  // The loaders of one page, and another tab of somebody else.
  const visits = await Promise.all([
    ...Array.from({ length: 4 }, () => services.visit(new Request(page))),
    services.visit(await rig.call("/app", people.mila.id)),
  ]);
  expect(rig.grants.toSorted()).toEqual(["offline", "offline", "online", "online"]);
  const [first] = visits;
  expect(new Set(visits.map(({ connection }) => connection.workspaceId)).size).toBe(1);
  expect(first?.shop).toEqual({ domain: rig.shopify.shop, name: rig.shopify.state.name });
  expect(first?.person).toEqual({ id: String(people.sasha.id), name: "Sasha Parkinson", locale: "en" });
  expect(visits[4]?.person).toEqual({ id: String(people.mila.id), name: "Mila Öztürk", locale: "de" });

  const all = (await rig.operator.workspaces.list({ limit: 200 })).items;
  expect(all.map(({ name, plan }) => ({ name, plan }))).toEqual([
    { name: "Home", plan: "unlimited" },
    { name: rig.shopify.state.name, plan: "free" },
  ]);
  const target = await first!.hub.targets.get(first!.connection.targetId);
  expect(target).toMatchObject({ connector: "shopify", config: { shop: rig.shopify.shop } });
  const keys = (await first!.admin.keys.list()).items;
  expect(keys.map(({ name, role }) => `${role} ${name}`).toSorted()).toEqual([
    "admin First admin key",
    "creator Mila Öztürk (Shopify)",
    "creator Sasha Parkinson (Shopify)",
  ]);
});
