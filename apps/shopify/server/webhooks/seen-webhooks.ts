import type { Documents } from "../store/documents.ts";

const SEEN = "*webhooks";
const DAY_MS = 24 * 3_600_000;
/** Shopify tries for two days. */
const KEPT_DAYS = 3;

/** Which webhooks have been carried out, by Shopify's id, for as long as they may come again. */
export interface SeenWebhooks {
  has(id: string): Promise<boolean>;
  add(id: string): Promise<void>;
}

export function createSeenWebhooks(documents: Documents, now: () => number): SeenWebhooks {
  const dayOf = (daysAgo: number): string => new Date(now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  let cleanedOn: string | undefined;
  return {
    async has(id) {
      const days = Array.from({ length: KEPT_DAYS }, (_, daysAgo) => dayOf(daysAgo));
      const found = await Promise.all(days.map((day) => documents.get({ shop: SEEN, key: `${day}/${id}` })));
      return found.some((one) => one !== undefined);
    },
    async add(id) {
      const today = dayOf(0);
      await documents.put({ shop: SEEN, key: `${today}/${id}`, value: true });
      if (cleanedOn === today) return;
      cleanedOn = today;
      for (const { key } of await documents.list(SEEN, "")) {
        if (key < dayOf(KEPT_DAYS)) await documents.delete({ shop: SEEN, key });
      }
    },
  };
}
