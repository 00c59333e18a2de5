import { snapshotSchema } from "@assetql/contract";
import { z } from "zod";
import type { RevertDecision } from "../compare/index.ts";
import type { Observed } from "../contract/connector.ts";

const observedSchema = z.object({
  remoteId: z.string().nullable(),
  remoteUrl: z.string().nullable(),
  fields: snapshotSchema,
});

const revertDecisionSchema = z.object({
  fields: snapshotSchema,
  kept: z.array(z.string()),
  remove: z.boolean(),
});

/** What the journal has kept of a change, read back. */
export const parseObserved = (text: string): Observed => observedSchema.parse(JSON.parse(text));

export const parseRevertDecision = (text: string): RevertDecision =>
  revertDecisionSchema.parse(JSON.parse(text));
