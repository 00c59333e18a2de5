import { ConnectorError } from "@assetql/connector-sdk";
import type { Session } from "@shopify/shopify-api";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  type OpenedServer,
  openServerRig,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";
import { createAccessTokens } from "./access-tokens.ts";

let rig: ServerRig;
let server: OpenedServer;
let ahead = 0;
let stoodStill: number | undefined;
const now = (): number => (stoodStill ?? Date.now()) + ahead;
beforeEach(async () => {
  ahead = 0;
  stoodStill = undefined;
  rig = await openServerRig();
  server = await rig.open({ now });
  await server.services.visit(await rig.page());
  rig.grants.length = 0;
});
afterEach(() => rig.dispose());

const shop = () => rig.shopify.shop;
/** As when the token was given an hour ago. */
async function age(minutesLeft = 0): Promise<void> {
  const session = await kept();
  if (session === undefined) throw new Error("There is no session");
  session.expires = new Date(now() + minutesLeft * 60_000);
  await server.store.sessions.storeSession(session);
}
const kept = async () => server.store.sessions.loadSession(`offline_${shop()}`);
const works = async (token: string): Promise<boolean> => {
  const url = `https://${shop()}/admin/api/2026-07/graphql.json`;
  const headers = { "X-Shopify-Access-Token": token, "Content-Type": "application/json" };
  const body = JSON.stringify({ query: "query ShopName { shop { name } }" });
  return (await rig.shopify.handle(new Request(url, { method: "POST", headers, body }))).status === 200;
};
const codeOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((thrown: unknown) => thrown);
  return error instanceof ConnectorError ? error.code : error;
};

it("gives the token that it has, and renews it once when it is about to end, however many ask", async () => {
  const first = await server.tokens.of(shop());
  expect(await server.tokens.of(shop())).toBe(first);
  expect(rig.grants).toEqual([]);
  await age(6);
  expect(await server.tokens.of(shop())).toBe(first);
  await age(4);
  const renewed = await Promise.all(Array.from({ length: 8 }, () => server.tokens.of(shop())));
  expect(new Set(renewed).size).toBe(1);
  expect(renewed[0]).not.toBe(first);
  expect(rig.grants).toEqual(["refresh"]);
  expect(await works(renewed[0] ?? "")).toBe(true);
  expect((await kept())?.refreshToken).toBeDefined();
});

it("renews once over several processes, since a refresh token works once", async () => {
  const others = await Promise.all([rig.open({ now }), rig.open({ now })]);
  await age();
  const tokens = await Promise.all(
    [server, ...others].flatMap((one) => [one.tokens.of(shop()), one.tokens.of(shop())]),
  );
  expect(new Set(tokens).size).toBe(1);
  expect(rig.grants).toEqual(["refresh"]);
  expect(await works(tokens[0] ?? "")).toBe(true);
});

it("renews one that was refused, and takes the one that somebody else has renewed meanwhile", async () => {
  stoodStill = Date.now();
  const other = await rig.open({ now });
  const first = await server.tokens.of(shop());
  expect(await other.tokens.of(shop())).toBe(first);
  rig.shopify.expireToken(first);
  ahead = 6_000;
  const renewed = await Promise.all([
    server.tokens.of(shop(), { anew: true }),
    server.tokens.of(shop(), { anew: true }),
  ]);
  expect(new Set(renewed).size).toBe(1);
  expect(await other.tokens.of(shop(), { anew: true })).toBe(renewed[0]);
  expect(rig.grants).toEqual(["refresh"]);
  // Whoever was refused with the old one a moment ago has not heard yet.
  expect(await server.tokens.of(shop(), { anew: true })).toBe(renewed[0]);
  expect(rig.grants).toEqual(["refresh"]);
});

it("says that the app has to be opened again when Shopify refuses, and asks again when it only fails", async () => {
  await age();
  rig.onGrant(() => Response.json({ error: "fault" }, { status: 503 }));
  expect(await codeOf(server.tokens.of(shop()))).toBe("unavailable");
  rig.onGrant(undefined);
  expect(await works(await server.tokens.of(shop()))).toBe(true);
  await age();
  rig.shopify.revokeAll();
  expect(await codeOf(server.tokens.of(shop()))).toBe("credentials-missing");
  expect(await codeOf(server.tokens.of("nobody.myshopify.com"))).toBe("credentials-missing");
  // Opened again, tokens are exchanged anew, although those of the person would not have ended yet.
  rig.grants.length = 0;
  const { catalogue } = await server.services.visit(await rig.call());
  expect(rig.grants).toEqual(["offline", "online"]);
  expect((await catalogue.search({ kind: "products" })).items).toEqual([]);
});

it("takes the token of somebody who opened the app while it was refused", async () => {
  const before = await kept();
  await age();
  rig.onGrant(async () => {
    const fresh = rig.shopify.issueToken({ expiring: true });
    const session = await kept();
    if (session === undefined || before === undefined) throw new Error("There is no session");
    session.accessToken = fresh.token;
    session.expires = new Date(Date.now() + 3_600_000);
    await server.store.sessions.storeSession(session);
    return Response.json({ error: "invalid_grant" }, { status: 400 });
  });
  expect(await works(await server.tokens.of(shop()))).toBe(true);
});

it("takes over from a process that ended while it renewed", async () => {
  const place = { shop: shop(), key: "token-refresh" };
  await server.store.documents.put({ ...place, value: { by: "somebody", until: now() + 300 } });
  await age();
  expect(await works(await server.tokens.of(shop()))).toBe(true);
});

it("waits for a renewal no longer than it holds the lease, and keeps one that comes later", async () => {
  const session = await kept();
  if (session?.refreshToken === undefined) throw new Error("There is no session");
  await age();
  const late = Promise.withResolvers<Session>();
  const tokens = createAccessTokens({
    documents: server.store.documents,
    sessions: server.store.sessions,
    offlineId: () => session.id,
    refresh: () => late.promise,
    refreshMs: 20,
    now,
    log: () => undefined,
  });
  expect(await codeOf(tokens.of(shop()))).toBe("unavailable");
  expect((await server.store.documents.get({ shop: shop(), key: "token-refresh" }))?.value).toBeNull();
  const { token } = rig.shopify.issueToken({ expiring: true });
  const renewed = Object.assign(session, {
    accessToken: token,
    refreshToken: "next",
    expires: new Date(now() + 3_600_000),
  });
  late.resolve(renewed);
  await expect.poll(async () => (await kept())?.accessToken).toBe(token);
  expect(await tokens.of(shop())).toBe(token);
});

it("never lets a token into the log", async () => {
  await age();
  await server.tokens.of(shop());
  rig.onGrant(() => Response.json({ error: "invalid_grant" }, { status: 400 }));
  await age();
  await codeOf(server.tokens.of(shop()));
  const log = server.lines.join("");
  expect(log).toMatch(/A token was renewed/);
  expect(log).not.toMatch(/shp[a-z]+_/);
  expect(log).not.toMatch(/eyJ/);
  expect(log).not.toMatch(/Sasha|Parkinson|example\.com/);
});
