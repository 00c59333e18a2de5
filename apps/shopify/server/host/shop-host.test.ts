import { ConnectorError } from "@assetql/connector-sdk";
import { type Work, workSchema } from "@assetql/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type OpenedServer,
  openServerRig,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";
import type { Connection } from "../services.ts";
import { asHostDoor, createShopDoor, isShopify } from "./shop-door.ts";

let rig: ServerRig;
let server: OpenedServer;
let connection: Connection;
beforeAll(async () => {
  rig = await openServerRig();
  server = await rig.open();
  connection = (await server.services.visit(await rig.page())).connection;
});
afterAll(() => rig.dispose());

const workOf = (changes: { workspaceId?: string; targetId?: string; shop?: unknown } = {}): Work =>
  workSchema.parse({
    id: "wrk_00000000000000000000",
    kind: "apply",
    workspaceId: changes.workspaceId ?? connection.workspaceId,
    attempt: 1,
    leaseSeconds: 60,
    target: {
      id: changes.targetId ?? connection.targetId,
      name: "Shop",
      connector: "shopify",
      config: { shop: changes.shop ?? rig.shopify.shop },
      mapping: {},
      policies: { conflicts: "ask", deletions: "keep" },
      pace: {},
    },
    credentials: null,
    publicationId: null,
    force: false,
    items: null,
  });

it("gives a shop's token for the shop's own target", async () => {
  const session = await server.store.sessions.loadSession(`offline_${rig.shopify.shop}`);
  expect(await server.credentials(workOf(), {})).toEqual({ accessToken: session?.accessToken });
});

it("gives nothing to a target in another workspace, to another target, or for something that is no shop", async () => {
  const thief = await rig.operator.workspaces.create({ name: "Thief" });
  const admin = rig.client(thief.firstKey?.secret ?? "");
  const target = await admin.targets.create({
    name: "Not mine",
    connector: "shopify",
    config: { shop: rig.shopify.shop },
  });
  expect(
    await server.credentials(workOf({ workspaceId: thief.id, targetId: target.id }), {}),
  ).toBeUndefined();
  expect(await server.credentials(workOf({ workspaceId: thief.id }), {})).toBeUndefined();
  expect(await server.credentials(workOf({ targetId: target.id }), {})).toBeUndefined();
  for (const shop of ["nobody.myshopify.com", "*shops", "", 7, `${rig.shopify.shop}/x`]) {
    expect(await server.credentials(workOf({ shop }), {}), String(shop)).toBeUndefined();
  }
});

it("has the hub refuse a check of somebody else's target for want of credentials, end to end", async () => {
  const thief = await rig.operator.workspaces.create({ name: "Thief, too" });
  const admin = rig.client(thief.firstKey?.secret ?? "");
  const { id } = await admin.targets.create({
    name: "Not mine",
    connector: "shopify",
    config: { shop: rig.shopify.shop },
  });
  server.start();
  const { health } = await admin.targets.check(id);
  expect(health).toMatchObject({ status: "failing", code: "credentials-missing" });
});

it("goes out to Shopify's hosts alone, by https, and follows no redirect", async () => {
  const fine = [
    "https://spike.myshopify.com/admin/api/2026-07/graphql.json",
    "https://cdn.shopify.com/s/files/1/a.jpg?v=1",
    "https://shopify-staged-uploads.storage.googleapis.com/",
    "https://storage.googleapis.com/shopify-tiers-assets-prod-us-east1/bulk.jsonl",
  ];
  const bad = [
    "http://spike.myshopify.com/",
    "https://spike.myshopify.com:8443/",
    "https://user:pass@spike.myshopify.com/",
    "https://myshopify.com/",
    "https://a.b.myshopify.com/",
    "https://spike.myshopify.com.evil.example/",
    "https://evilmyshopify.com/",
    "https://evil.example/?https://cdn.shopify.com/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data",
    "https://evil.storage.googleapis.com/",
    "file:///etc/passwd",
    "spike.myshopify.com",
    "",
  ];
  expect(fine.filter((url) => !isShopify(url))).toEqual([]);
  expect(bad.filter(isShopify)).toEqual([]);
  const sent: (RequestInit | undefined)[] = [];
  const door = createShopDoor(async (_, init) => {
    sent.push(init);
    return new Response("here");
  });
  await asHostDoor(door).fetch("https://cdn.shopify.com/a.jpg");
  await door.fetch("https://cdn.shopify.com/a.jpg", { redirect: "follow" });
  expect(sent.map((init) => init?.redirect)).toEqual(["manual", "manual"]);
  const refused = await door.fetch("https://evil.example/").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ConnectorError);
  expect(refused).toMatchObject({ code: "address-forbidden" });
  expect(sent).toHaveLength(2);
});
