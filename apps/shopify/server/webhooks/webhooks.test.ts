import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  type OpenedServer,
  openServerRig,
  people,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";

let rig: ServerRig;
let server: OpenedServer;
beforeEach(async () => {
  rig = await openServerRig();
  server = await rig.open();
});
afterEach(() => rig.dispose());

const sessions = () => server.store.sessions.findSessionsByShop(rig.shopify.shop);
const send = async (topic: string, payload: object | null = {}, more: Record<string, string> = {}) =>
  (await server.services.receiveWebhook(rig.webhook(topic, payload, more))).status;
const workspaces = async () =>
  (await rig.operator.workspaces.list({ limit: 200 })).items.map(({ name }) => name).toSorted();
const at = (milliseconds: number) => ({ "X-Shopify-Triggered-At": new Date(milliseconds).toISOString() });

it("takes only what Shopify has signed, byte for byte", async () => {
  await server.services.visit(await rig.page());
  const forged = rig.webhook("app/uninstalled", { id: 1 });
  const body = '{"id": 1}';
  const again = new Request(forged.url, { method: "POST", headers: forged.headers, body });
  expect((await server.services.receiveWebhook(again)).status).toBe(401);
  expect(await send("app/uninstalled", {}, { "X-Shopify-Hmac-Sha256": "bad" })).toBe(401);
  const other = createHmac("sha256", "another secret").update("{}").digest("base64");
  expect(await send("app/uninstalled", {}, { "X-Shopify-Hmac-Sha256": other })).toBe(401);
  expect(await send("app/uninstalled", {}, { "X-Shopify-Topic": "" })).toBe(400);
  expect((await server.services.receiveWebhook(new Request(forged.url))).status).toBe(405);
  expect(await sessions()).toHaveLength(2);
  // White space that a proxy would not keep is part of what is signed.
  const pretty = `{\n  "myshopify_domain": "${rig.shopify.shop}" }\n`;
  const headers = new Headers(forged.headers);
  headers.set(
    "X-Shopify-Hmac-Sha256",
    createHmac("sha256", rig.shopify.clientSecret).update(pretty).digest("base64"),
  );
  const signed = new Request(forged.url, { method: "POST", headers, body: pretty });
  expect((await server.services.receiveWebhook(signed)).status).toBe(200);
  expect(await sessions()).toEqual([]);
});

it("takes nothing for a webhook that Shopify has signed for something else, and none for another shop", async () => {
  await server.services.visit(await rig.page());
  const { headers, url } = rig.webhook("shop/redact", {}, at(Date.now() + 1_000));
  const signedAs = async (body: string, hmac: string) => {
    const sent = new Headers(headers);
    sent.set("X-Shopify-Hmac-Sha256", hmac);
    return (await server.services.receiveWebhook(new Request(url, { method: "POST", headers: sent, body })))
      .status;
  };
  // A session token is signed with the same secret, and every merchant has one.
  const token = new URL((await rig.page()).url).searchParams.get("id_token") ?? "";
  const [head, claims, signature = ""] = token.split(".");
  const asBase64 = Buffer.from(signature, "base64url").toString("base64");
  expect(await signedAs(`${head}.${claims}`, asBase64)).toBe(401);
  const query = "shop=other.myshopify.com&timestamp=1";
  const hmac = createHmac("sha256", rig.shopify.clientSecret);
  expect(await signedAs(query, hmac.update(query).digest("base64"))).toBe(401);
  // Only the body is signed: the header with the shop may be anything.
  for (const topic of ["app/uninstalled", "shop/redact", "customers/redact"]) {
    expect(await send(topic, { myshopify_domain: "other.myshopify.com" }, at(Date.now() + 1_000))).toBe(401);
    expect(await send(topic, null, at(Date.now() + 1_000))).toBe(401);
  }
  expect(await sessions()).toHaveLength(2);
  expect(await workspaces()).toEqual(["Home", rig.shopify.state.name]);
});

it("refuses a topic that nobody has asked for", async () => {
  expect(await send("products/update", { shop_domain: rig.shopify.shop })).toBe(404);
  expect(await send("constructor", { shop_domain: rig.shopify.shop })).toBe(404);
});

it("forgets the tokens of a shop that uninstalls, gives the host nothing, and has all when it comes back", async () => {
  const before = await server.services.visit(await rig.page());
  await rig.shopify.uninstall();
  expect(await send("app/uninstalled", { id: 1 })).toBe(200);
  expect(await sessions()).toEqual([]);
  const record = await server.store.documents.get({ shop: rig.shopify.shop, key: "connection" });
  expect(record?.value).toMatchObject({ uninstalledAt: expect.any(Number) });
  expect(await workspaces()).toEqual(["Home", rig.shopify.state.name]);

  rig.grants.length = 0;
  const after = await server.services.visit(await rig.page());
  expect(rig.grants).toEqual(["offline", "online"]);
  expect(after.connection).toEqual(before.connection);
  expect(
    (await server.store.documents.get({ shop: rig.shopify.shop, key: "connection" }))?.value,
  ).toMatchObject({
    uninstalledAt: null,
  });
});

it("does once what comes twice, and nothing for what was late", async () => {
  await server.services.visit(await rig.page());
  const id = { "X-Shopify-Webhook-Id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043" };
  expect(await send("app/uninstalled", { id: 1 }, { ...id, ...at(Date.now() + 1_000) })).toBe(200);
  expect(await sessions()).toEqual([]);
  await server.services.visit(await rig.page());
  // The same once more, and another that tells of before the shop came back.
  expect(await send("app/uninstalled", { id: 1 }, { ...id, ...at(Date.now() + 1_000) })).toBe(200);
  expect(await send("app/uninstalled", { id: 1 }, at(Date.now() - 60_000))).toBe(200);
  expect(await send("shop/redact", { shop_domain: rig.shopify.shop }, at(Date.now() - 60_000))).toBe(200);
  expect(await sessions()).toHaveLength(2);
  expect(await workspaces()).toEqual(["Home", rig.shopify.state.name]);
});

it("erases the shop's own workspace and everything that it keeps", async () => {
  const { selections, connection } = await server.services.visit(await rig.page());
  await selections.create({ name: "Mugs", kind: "products", itemIds: ["product/1"] });
  expect(await send("app/uninstalled", { id: 1 }, at(Date.now() + 1_000))).toBe(200);
  expect(await send("shop/redact", { shop_domain: rig.shopify.shop }, at(Date.now() + 2_000))).toBe(200);
  expect(await workspaces()).toEqual(["Home"]);
  expect(await server.store.documents.list(rig.shopify.shop, "")).toEqual([]);
  expect(await server.store.documents.list("*shops", "")).toEqual([]);
  expect(await sessions()).toEqual([]);
  // Once more is well, too, and a shop that comes back begins anew.
  expect(await send("shop/redact", { shop_domain: rig.shopify.shop }, at(Date.now() + 3_000))).toBe(200);
  const again = await server.services.visit(await rig.page());
  expect(again.connection.workspaceId).not.toBe(connection.workspaceId);
  expect(await again.selections.list()).toEqual([]);
});

it("erases nothing of a shop that came back before it was to be erased", async () => {
  const { connection } = await server.services.visit(await rig.page());
  expect(await send("app/uninstalled", {}, at(Date.now() - 1))).toBe(200);
  await server.services.visit(await rig.page());
  expect(await send("shop/redact", {}, at(Date.now() + 48 * 3_600_000))).toBe(200);
  expect((await server.services.visit(await rig.call())).connection).toEqual(connection);
  expect(await sessions()).toHaveLength(2);
});

it("takes its target and all keys out of those of others, the one that it works in and one that it has left", async () => {
  const studios = await Promise.all(
    ["Studio", "Former studio"].map((name) => rig.operator.workspaces.create({ name })),
  );
  const join = async (key = "") => server.services.joinWorkspace(await rig.call(), key);
  await server.services.visit(await rig.page());
  for (const { firstKey } of studios.toReversed()) {
    await join(firstKey?.secret);
    await server.services.visit(await rig.call("/app", people.mila.id));
    await server.services.visit(await rig.call());
  }
  await rig.shopify.uninstall();
  expect(await send("shop/redact", {}, at(Date.now() + 1_000))).toBe(200);
  expect(await workspaces()).toEqual(["Former studio", "Home", "Studio"]);
  for (const { firstKey } of studios) {
    const admin = rig.client(firstKey?.secret ?? "");
    expect((await admin.targets.list()).items).toEqual([]);
    const active = (await admin.keys.list()).items.filter(({ revokedAt }) => revokedAt === null);
    expect(active.map(({ name }) => name)).toEqual(["First admin key"]);
  }
  expect(await server.store.documents.list(rig.shopify.shop, "")).toEqual([]);
});

it("fails as long as the hub does not answer, and erases when Shopify sends it again", async () => {
  await server.services.visit(await rig.page());
  await rig.shopify.uninstall();
  await rig.stopHub();
  const id = { "X-Shopify-Webhook-Id": "0d2f5f6a-1df8-4c3f-8d8e-59a2b8a5a9b1", ...at(Date.now() + 1_000) };
  expect(await send("shop/redact", {}, id)).toBe(503);
  expect(await server.store.documents.list(rig.shopify.shop, "connection")).toHaveLength(1);
  await rig.startHub();
  await expect.poll(() => send("shop/redact", {}, id)).toBe(200);
  expect(await workspaces()).toEqual(["Home"]);
});

it("answers what is asked of customers, of whom nothing is kept, and tells nobody who they are", async () => {
  const customer = { id: 191167, email: "john@example.com", phone: "555-625-1199" };
  expect(await send("customers/data_request", { customer, orders_requested: [1] })).toBe(200);
  expect(await send("customers/redact", { customer, orders_to_redact: [1] })).toBe(200);
  const log = server.lines.join("");
  expect(log).toMatch(/Nothing is kept of a shop's customers/);
  expect(log).not.toMatch(/john@|555-625|191167/);
});

it("exchanges tokens anew after scopes were changed", async () => {
  await server.services.visit(await rig.page());
  expect(await send("app/scopes_update", { previous: [], current: ["write_products"] })).toBe(200);
  expect((await sessions()).map(({ isOnline }) => isOnline)).toEqual([false]);
  rig.grants.length = 0;
  await server.services.visit(await rig.call());
  expect(rig.grants).toEqual(["offline", "online"]);
});
