import { ConnectorError } from "@assetql/connector-sdk";
import { z } from "zod";

/** Where a list goes on: after a product or collection, or within a product that has many variants. */
const placeSchema = z.object({
  after: z.string().max(1_000).nullable(),
  within: z.object({ product: z.string().max(100), after: z.string().max(600).nullable() }).optional(),
});
export type Place = z.infer<typeof placeSchema>;

export const START: Place = { after: null };

export const writePlace = (place: Place): string => JSON.stringify(place);

/** Throws `config-invalid` for a cursor of somebody else's. */
export function readPlace(cursor: string | undefined): Place {
  if (cursor === undefined) return START;
  try {
    return placeSchema.parse(JSON.parse(cursor));
  } catch {
    throw new ConnectorError("config-invalid", "This is not where a list of items goes on. Start it anew.");
  }
}
