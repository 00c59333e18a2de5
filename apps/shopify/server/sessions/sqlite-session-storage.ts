import type { DatabaseSync } from "node:sqlite";
import { Session, type SessionParams } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { z } from "zod";

const rowSchema = z.object({ session: z.string() });

const keptSchema = z.object({
  id: z.string(),
  shop: z.string(),
  state: z.string(),
  isOnline: z.boolean(),
  scope: z.string().optional(),
  accessToken: z.string().optional(),
  expires: z.iso.datetime().optional(),
  refreshToken: z.string().optional(),
  refreshTokenExpires: z.iso.datetime().optional(),
  // As Shopify has told it: more than the app reads, but the library compares all of it.
  onlineAccessInfo: z.looseObject({ associated_user: z.looseObject({ id: z.number() }) }).optional(),
});

/** Shopify's sessions, tokens of shops and of people, in the app's own database. */
export function createSqliteSessionStorage(database: DatabaseSync): SessionStorage {
  const store = database.prepare(
    `INSERT INTO sessions (id, shop, session) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET shop = excluded.shop, session = excluded.session`,
  );
  const load = database.prepare("SELECT session FROM sessions WHERE id = ?");
  const remove = database.prepare("DELETE FROM sessions WHERE id = ?");
  const removeAll = database.prepare("DELETE FROM sessions WHERE id IN (SELECT value FROM json_each(?))");
  const find = database.prepare("SELECT session FROM sessions WHERE shop = ? ORDER BY id");
  return {
    async storeSession(session) {
      store.run(session.id, session.shop, JSON.stringify(session.toObject()));
      return true;
    },
    async loadSession(id) {
      const row = load.get(id);
      return row === undefined ? undefined : toSession(row);
    },
    async deleteSession(id) {
      remove.run(id);
      return true;
    },
    async deleteSessions(ids) {
      removeAll.run(JSON.stringify(ids));
      return true;
    },
    findSessionsByShop: async (shop) => find.all(shop).map(toSession),
  };
}

function toSession(row: unknown): Session {
  const { expires, refreshTokenExpires, ...kept } = keptSchema.parse(
    JSON.parse(rowSchema.parse(row).session),
  );
  const dates = {
    ...(expires === undefined ? {} : { expires: new Date(expires) }),
    ...(refreshTokenExpires === undefined ? {} : { refreshTokenExpires: new Date(refreshTokenExpires) }),
  };
  return new Session({ ...kept, ...dates } as SessionParams);
}
