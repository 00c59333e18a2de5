import { z } from "zod";
import type { Visit } from "../services.ts";
import { change, type Documents, read } from "../store/documents.ts";

const preferencesSchema = z.object({
  styleProfileId: z.string().max(80).exactOptional(),
  template: z.string().max(10_000).exactOptional(),
  perItem: z.int().min(1).max(50).exactOptional(),
  width: z.int().min(64).max(8_192).exactOptional(),
  height: z.int().min(64).max(8_192).exactOptional(),
  altTextTemplates: z.array(z.string().max(1_000)).max(20).exactOptional(),
});

/** What the shop chose last. */
export function createPreferences(documents: Documents, shop: string): Visit["preferences"] {
  const place = { shop, key: "preferences" };
  return {
    get: async () => (await read(documents, place, preferencesSchema))?.value ?? {},
    async save(changes) {
      await change(documents, { ...place, schema: preferencesSchema }, (now) =>
        preferencesSchema.parse({ ...now, ...changes }),
      );
    },
  };
}
