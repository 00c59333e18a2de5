import { snapshotSchema } from "@assetql/contract";
import { z } from "zod";
import type { Journal } from "./journal.ts";

const observedSchema = z.object({
  remoteId: z.string().nullable(),
  remoteUrl: z.string().nullable(),
  fields: snapshotSchema,
});

const undoSchema = z.object({
  names: z.array(z.string()),
  kept: z.array(z.string()),
  remove: z.boolean(),
  /** Of a change without a receipt: what its receipt would say. */
  made: z.object({ remoteId: z.string().nullable(), after: snapshotSchema }).nullable(),
});

export type KeptUndo = z.infer<typeof undoSchema>;

const schemas = {
  /** What was there before anything of the change was done. */
  before: observedSchema,
  /** What was there when a try had failed: what differs from it later was changed by somebody. */
  left: observedSchema,
  /** What the undo under way was decided to do. */
  undo: undoSchema,
} as const;

type Kept = { readonly [Name in keyof typeof schemas]: z.infer<(typeof schemas)[Name]> };

/** What the journal has kept of a change, read back. */
export function readKept<Name extends keyof Kept>(
  journal: Journal,
  name: Name,
  of = "",
): Kept[Name] | undefined {
  const text = journal.kept(`${name}${of}`);
  // The parse boundary: each name has its schema.
  return text === undefined ? undefined : (schemas[name].parse(JSON.parse(text)) as Kept[Name]);
}
