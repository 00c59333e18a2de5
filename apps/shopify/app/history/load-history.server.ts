import { targetIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { Visit } from "../../server/services.ts";
import { trailOf } from "../watch/trail.ts";
import { batchEntry, type HistoryEntry, publicationEntry } from "./history-entry.ts";
import { mergeLists, type Place, type Source } from "./merge-lists.server.ts";

const PAGE = 20;

export const historyTabs = ["all", "batches", "publications"] as const;
export type HistoryTab = (typeof historyTabs)[number];

export interface HistoryData {
  readonly tab: HistoryTab;
  readonly entries: readonly (HistoryEntry & { readonly by: string | null })[];
  /** Of the next page. */
  readonly cursor: string | null;
}

/** What was made for this shop and put on its products, newest first. */
export async function loadHistory(visit: Visit, search: URLSearchParams): Promise<HistoryData> {
  const tab = historyTabs.find((name) => name === search.get("show")) ?? "all";
  const sources = sourcesOf(visit, tab);
  const { items, next } = await mergeLists(sources, placesOf(trailOf(search).cursor, sources.length), PAGE);
  const names = await visit.namesOf([...new Set(items.map(({ createdBy }) => createdBy))]);
  return {
    tab,
    entries: items.map((entry) => ({ ...entry, by: names.get(entry.createdBy) ?? null })),
    cursor: next === undefined ? null : Buffer.from(JSON.stringify(next)).toString("base64url"),
  };
}

function sourcesOf({ hub, connection }: Visit, tab: HistoryTab): readonly Source<HistoryEntry>[] {
  const batches: Source<HistoryEntry> = {
    async page(cursor) {
      const page = await hub.batches.list({ limit: PAGE, cursor });
      // A workspace that the shop has joined makes images for others, too.
      const items = page.items.map((batch) =>
        batch.targetId === connection.targetId ? batchEntry(batch) : null,
      );
      return { items, cursor: page.cursor };
    },
  };
  const publications: Source<HistoryEntry> = {
    async page(cursor) {
      const targetId = targetIdSchema.parse(connection.targetId);
      const page = await hub.publications.list({ limit: PAGE, cursor, targetId });
      return { items: page.items.map(publicationEntry), cursor: page.cursor };
    },
  };
  if (tab === "batches") return [batches];
  return tab === "publications" ? [publications] : [batches, publications];
}

const placesSchema = z.array(
  z.object({ cursor: z.string().optional(), skip: z.int().nonnegative() }).nullable(),
);

/** A cursor that is not ours, or is of another tab, is the first page. */
function placesOf(cursor: string | undefined, count: number): readonly Place[] {
  const first = Array.from({ length: count }, () => ({ skip: 0 }));
  if (cursor === undefined) return first;
  try {
    const places = placesSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return places.length === count ? places : first;
  } catch {
    return first;
  }
}
