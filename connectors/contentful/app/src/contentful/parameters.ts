import { styleProfileIdSchema } from "@assetql/contract";
import { z } from "zod";

/** Entries of this content type get their image in this field. */
const placementSchema = z.object({ contentTypeId: z.string(), fieldId: z.string() });
export type Placement = z.infer<typeof placementSchema>;

/** What Contentful keeps for the app in one environment; at most 16 kB, and no place for secrets. */
const parametersSchema = z.object({
  syncService: z.string().catch(""),
  placements: z.array(placementSchema).catch([]),
  styleProfileId: styleProfileIdSchema.nullable().catch(null),
  template: z.string().catch(""),
});
export type AppParameters = z.infer<typeof parametersSchema>;

/** Reads what was saved, by this or an earlier version of the app; whatever is missing or unknown is empty. */
export function readParameters(saved: unknown): AppParameters {
  return parametersSchema.catch(() => parametersSchema.parse({})).parse(saved ?? {});
}

export function placementOf(parameters: AppParameters, contentTypeId: string): Placement | undefined {
  return parameters.placements.find((placement) => placement.contentTypeId === contentTypeId);
}
