import { randomUUID } from "node:crypto";
import { itemKinds } from "@assetql/shopify";
import { z } from "zod";
import { AppProblemError } from "../problems.ts";
import type { Selection, Selections } from "../services.ts";
import { type Documents, read } from "../store/documents.ts";
import { MOST_ITEMS } from "./most-items.ts";

/** An id sorts by its time, backwards: the newest selection is the first. */
const newId = (now: number): string =>
  `${(Number.MAX_SAFE_INTEGER - now).toString(36).padStart(11, "0")}-${randomUUID().slice(0, 8)}`;

const ID = /^[0-9a-z]{11}-[0-9a-f]{8}$/;
/** Documents hold 300 KB; ids of colours can be long. */
const PART_CHARACTERS = 60_000;

const headSchema = z.object({
  name: z.string(),
  kind: z.enum(itemKinds),
  createdBy: z.string(),
  createdAt: z.number(),
  /** Of its items. */
  count: z.number(),
  parts: z.number(),
});
const partSchema = z.array(z.string());

const headKey = (id: string): string => `selections/${id}`;
const partKey = (id: string, index: number): string =>
  `selection-items/${id}/${String(index).padStart(4, "0")}`;

interface Owner {
  readonly shop: string;
  /** Of the person who makes selections. */
  readonly personId: string;
  readonly now: () => number;
}

/** A shop's selections. The items are written before what names them, so that a selection is there whole or not at all. */
export function createSelections(documents: Documents, { shop, personId, now }: Owner): Selections {
  const toSelection = async (id: string, head: z.infer<typeof headSchema>): Promise<Selection> => {
    const parts = await Promise.all(
      Array.from({ length: head.parts }, (_, index) =>
        read(documents, { shop, key: partKey(id, index) }, partSchema),
      ),
    );
    const { name, kind, createdBy, createdAt } = head;
    return { id, name, kind, createdBy, createdAt, itemIds: parts.flatMap((part) => part?.value ?? []) };
  };
  return {
    async create({ name, kind, itemIds }) {
      if (itemIds.length > MOST_ITEMS) {
        throw new AppProblemError(
          "selection-too-large",
          `A selection has at most ${MOST_ITEMS} items; this would have ${itemIds.length}.`,
        );
      }
      const createdAt = now();
      const id = newId(createdAt);
      const parts = inParts(itemIds);
      await Promise.all(parts.map((value, index) => documents.put({ shop, key: partKey(id, index), value })));
      const head = {
        name: name.trim().slice(0, 120),
        kind,
        createdBy: personId,
        createdAt,
        count: itemIds.length,
        parts: parts.length,
      };
      await documents.put({ shop, key: headKey(id), value: head });
      return { id, name: head.name, kind, createdBy: personId, createdAt, itemIds: [...itemIds] };
    },
    async get(id) {
      if (!ID.test(id)) return undefined;
      const head = await read(documents, { shop, key: headKey(id) }, headSchema);
      return head && toSelection(id, head.value);
    },
    async list() {
      const found = await documents.list(shop, "selections/");
      return found.map(({ key, value }) => {
        const { parts: _, ...head } = headSchema.parse(value);
        return { id: key.slice("selections/".length), ...head };
      });
    },
    async delete(id) {
      if (!ID.test(id)) return;
      await documents.delete({ shop, key: headKey(id) });
      for (const { key } of await documents.list(shop, `selection-items/${id}/`)) {
        await documents.delete({ shop, key });
      }
    },
  };
}

function inParts(itemIds: readonly string[]): string[][] {
  const parts: string[][] = [];
  let last: string[] = [];
  let characters = 0;
  for (const id of itemIds) {
    if (characters > PART_CHARACTERS) {
      parts.push(last);
      last = [];
      characters = 0;
    }
    last.push(id);
    characters += id.length;
  }
  return last.length === 0 ? parts : [...parts, last];
}
