import {
  encoderSchema,
  styleParametersSchema,
  styleProfileSchema,
  styleReferenceSchema,
} from "@assetql/contract";
import type { StyleModel } from "@assetql/style-engine";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

/** What a person may change at any time. Its references live in the version it points to. */
const styleRecordSchema = styleProfileSchema.omit({ references: true, parameters: true, encoder: true });
export type StyleRecord = z.infer<typeof styleRecordSchema>;

export const styles: Collection<StyleRecord> = {
  name: "styles",
  parse: (value) => styleRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

const storedReferenceSchema = styleReferenceSchema.omit({ url: true }).extend({ blobKey: z.string() });
export type StoredReference = z.infer<typeof storedReferenceSchema>;

/** References and what was learned from them; never changed, so that a batch keeps the style it was submitted with. */
const styleVersionSchema = z.object({
  id: z.string(),
  references: z.array(storedReferenceSchema),
  parameters: styleParametersSchema,
  encoder: encoderSchema,
  // The engine's own JSON: written by it, read by it, and compared by the encoder's id and version before use.
  model: z.custom<StyleModel>((value) => typeof value === "object" && value !== null),
});
export type StyleVersion = z.infer<typeof styleVersionSchema>;

export const styleVersionId = (styleProfileId: string, version: number): string =>
  `${styleProfileId}.v${version}`;

export const styleVersions: Collection<StyleVersion> = {
  name: "style-versions",
  parse: (value) => styleVersionSchema.parse(value),
  id: ({ id }) => id,
  indexes: {},
};
