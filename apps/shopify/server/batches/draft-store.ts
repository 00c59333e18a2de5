import { qualities, styleProfileIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { Documents } from "../store/documents.ts";
import { type Draft, PLAN_LIMITS } from "./shop-batches.ts";

/** Also of what a browser sends: a draft may be unfinished, not nonsense. */
export const draftSchema = z.object({
  name: z.string().max(120),
  styleProfileId: styleProfileIdSchema.nullable(),
  template: z.string().max(8_000),
  perItem: z.int().min(1).max(PLAN_LIMITS.perItem),
  width: z.int().min(64).max(2_048),
  height: z.int().min(64).max(2_048),
  quality: z.enum(qualities),
  threshold: z.number().min(0).max(1).nullable(),
}) satisfies z.ZodType<Draft>;

/** What a person has filled in for each selection. */
export function createDrafts(documents: Documents, { shop, personId }: { shop: string; personId: string }) {
  const placeOf = (selectionId: string) => ({ shop, key: `drafts/${personId}/${selectionId}` });
  return {
    /** Undefined also for one of an older version of the app. */
    async get(selectionId: string): Promise<Draft | undefined> {
      const found = await documents.get(placeOf(selectionId));
      return draftSchema.safeParse(found?.value).data;
    },
    async put(selectionId: string, draft: Draft): Promise<void> {
      await documents.put({ ...placeOf(selectionId), value: { ...draft } });
    },
    async delete(selectionId: string): Promise<void> {
      await documents.delete(placeOf(selectionId));
    },
  };
}
