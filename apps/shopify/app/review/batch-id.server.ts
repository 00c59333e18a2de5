import { type BatchId, batchIdSchema, ProblemError } from "@assetql/contract";

/** Of the address. Throws the problem `not-found` for what cannot be one. */
export function batchIdOf({ batchId }: { readonly batchId?: string | undefined }): BatchId {
  const parsed = batchIdSchema.safeParse(batchId);
  if (!parsed.success) throw new ProblemError("not-found", "There is no such batch.");
  return parsed.data;
}
