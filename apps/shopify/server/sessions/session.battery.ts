import { Session, type SessionParams } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

export interface SessionsUnderTest {
  readonly sessions: SessionStorage;
  close(): Promise<void>;
}

const offline = (shop: string, more: Partial<SessionParams> = {}): Session =>
  new Session({
    id: `offline_${shop}`,
    shop,
    state: "",
    isOnline: false,
    scope: "write_files,write_products",
    accessToken: "shpat_offline",
    expires: new Date(Date.now() + 3_600_000),
    refreshToken: "shprt_refresh",
    refreshTokenExpires: new Date(Date.now() + 7_776_000_000),
    ...more,
  });

const online = (shop: string, id: number): Session =>
  new Session({
    id: `${shop}_${id}`,
    shop,
    state: "",
    isOnline: true,
    scope: "write_files",
    accessToken: "shpua_online",
    expires: new Date(Date.now() + 86_399_000),
    onlineAccessInfo: {
      expires_in: 86_399,
      associated_user_scope: "write_files",
      associated_user: {
        id,
        first_name: "Zoë",
        last_name: "O'Hara 🌿",
        email: "zoe@shop.example",
        email_verified: true,
        account_owner: false,
        locale: "de-CH",
        collaborator: true,
      },
    },
  });

/** What the app needs of a session storage, beside Shopify's own battery. */
export function sessionBattery(name: string, open: () => Promise<SessionsUnderTest>): void {
  describe(`sessions on ${name}`, () => {
    let opened: SessionsUnderTest;
    let sessions: SessionStorage;
    beforeAll(async () => {
      opened = await open();
      sessions = opened.sessions;
    });
    afterAll(() => opened.close());

    it("keeps every member of an offline session, refresh token and both ends included", async () => {
      const session = offline("a.myshopify.com");
      expect(await sessions.storeSession(session)).toBe(true);
      const found = await sessions.loadSession(session.id);
      expect(found?.isActive(undefined)).toBe(true);
      expect(found?.toObject()).toEqual(session.toObject());
      expect(found?.equals(session)).toBe(true);
      expect(found?.expires).toBeInstanceOf(Date);
      expect(found?.refreshTokenExpires).toBeInstanceOf(Date);
    });

    it("keeps who is behind an online session", async () => {
      const session = online("a.myshopify.com", 77);
      await sessions.storeSession(session);
      const found = await sessions.loadSession(session.id);
      expect(found?.toObject()).toEqual(session.toObject());
      expect(found?.onlineAccessInfo?.associated_user).toEqual(session.onlineAccessInfo?.associated_user);
      expect(found?.equals(session)).toBe(true);
    });

    it("keeps nothing of what was there before", async () => {
      await sessions.storeSession(offline("b.myshopify.com"));
      const bare = new Session({
        id: "offline_b.myshopify.com",
        shop: "b.myshopify.com",
        state: "",
        isOnline: false,
      });
      await sessions.storeSession(bare);
      const found = await sessions.loadSession(bare.id);
      expect(found?.toObject()).toEqual(bare.toObject());
      expect(found?.refreshToken).toBeUndefined();
    });

    it("knows no session that is not there, nor an empty id", async () => {
      expect(await sessions.loadSession("offline_nobody.myshopify.com")).toBeUndefined();
      expect(await sessions.loadSession("")).toBeUndefined();
      expect(await sessions.deleteSession("offline_nobody.myshopify.com")).toBe(true);
      expect(await sessions.deleteSessions([])).toBe(true);
      expect(await sessions.findSessionsByShop("nobody.myshopify.com")).toEqual([]);
    });

    it("finds all sessions of a shop, whole, and deletes only those asked for", async () => {
      const shop = "c.myshopify.com";
      const own = [offline(shop), online(shop, 1), online(shop, 2)];
      for (const session of [...own, online("cc.myshopify.com", 1)]) await sessions.storeSession(session);
      const found = await sessions.findSessionsByShop(shop);
      expect(found.map(({ id }) => id).toSorted()).toEqual(own.map(({ id }) => id).toSorted());
      for (const session of own) {
        expect(found.find(({ id }) => id === session.id)?.equals(session), session.id).toBe(true);
      }
      await sessions.deleteSessions([`offline_${shop}`, `${shop}_1`]);
      expect((await sessions.findSessionsByShop(shop)).map(({ id }) => id)).toEqual([`${shop}_2`]);
      await sessions.deleteSession(`${shop}_2`);
      expect(await sessions.findSessionsByShop(shop)).toEqual([]);
      expect(await sessions.findSessionsByShop("cc.myshopify.com")).toHaveLength(1);
    });

    it("keeps a session without a token, as one whose token was refused", async () => {
      const session = offline("d.myshopify.com");
      Reflect.set(session, "accessToken", undefined);
      await sessions.storeSession(session);
      const found = await sessions.loadSession(session.id);
      expect(found?.accessToken).toBeUndefined();
      expect(found?.refreshToken).toBe("shprt_refresh");
    });
  });
}
