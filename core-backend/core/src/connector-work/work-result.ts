import { type ItemPage, itemPageSchema, workIdSchema, workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import { type Action, type Collection, put, remove } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";
import type { WorkRecord } from "./work-record.ts";

/** Within a record even if JSON needs six bytes for each of its characters. */
const PART_CHARACTERS = 60_000;

const workPartSchema = z.object({
  id: z.string(),
  workId: workIdSchema,
  workspaceId: workspaceIdSchema,
  text: z.string(),
  createdAt: z.number(),
});

/** A page of items as JSON, in as many records as it takes, until whoever asked has read it. */
export const workParts: Collection<z.infer<typeof workPartSchema>> = {
  name: "work-parts",
  parse: (value) => workPartSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byTime: ({ createdAt }) => ({ partition: "all", sort: sortableTime(createdAt) }),
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

const partId = (workId: string, part: number): string => `${workId}.${part}`;

/** The actions that keep a page. */
export function storeItems(
  { id, workspaceId }: Pick<WorkRecord, "id" | "workspaceId">,
  page: ItemPage,
  now: number,
): readonly Action[] {
  const text = JSON.stringify(page);
  const count = Math.ceil(text.length / PART_CHARACTERS);
  return Array.from({ length: count }, (_, part) =>
    put(workParts, {
      id: partId(id, part),
      workId: id,
      workspaceId,
      text: text.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS),
      createdAt: now,
    }),
  );
}

/** The page that {@link storeItems} kept. */
export async function readItems(
  { store }: Pick<CoreDeps, "store">,
  { id, parts }: Pick<WorkRecord, "id" | "parts">,
): Promise<ItemPage> {
  const texts: string[] = [];
  for (let part = 0; part < parts; part += 1) {
    texts.push((await store.get(workParts, partId(id, part)))?.value.text ?? "");
  }
  return itemPageSchema.parse(JSON.parse(texts.join("")));
}

export const removeItems = ({ id, parts }: Pick<WorkRecord, "id" | "parts">): readonly Action[] =>
  Array.from({ length: parts }, (_, part) => remove(workParts, partId(id, part)));
