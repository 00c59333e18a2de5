import {
  BATCH_LIMITS,
  type CreateUpload,
  ProblemError,
  STYLE_REFERENCE_LIMITS,
  UPLOAD_LIFETIME_SECONDS,
  type Upload,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { put } from "../ports/index.ts";
import { newUploadId } from "../shared/ids.ts";
import { type UploadRecord, uploadKey, uploads } from "./upload-record.ts";

const maxBytes = { "style-reference": STYLE_REFERENCE_LIMITS.bytes, csv: BATCH_LIMITS.csvBytes } as const;

/** Announces a file and says where to PUT it. Throws the problem `payload-too-large`. */
export async function createUpload(
  deps: Pick<CoreDeps, "store" | "blobs" | "clock" | "random">,
  principal: Principal,
  input: CreateUpload & { idempotencyKey?: string | undefined },
): Promise<Upload> {
  const { store, blobs, clock, random } = deps;
  const { workspaceId, userId } = principal;
  const limit = maxBytes[input.purpose];
  if (input.bytes > limit) {
    throw new ProblemError(
      "payload-too-large",
      `"${input.name}" has ${(input.bytes / 1e6).toFixed(1)} MB; a ${input.purpose} file may have ${limit / 1e6} MB.`,
    );
  }
  const record: UploadRecord = {
    id: newUploadId({ random, workspaceId, idempotencyKey: input.idempotencyKey }),
    workspaceId,
    createdBy: userId,
    purpose: input.purpose,
    name: input.name,
    bytes: input.bytes,
    expiresAt: clock.now() + UPLOAD_LIFETIME_SECONDS * 1000,
  };
  const { purpose, bytes } = record;
  await store.transact([
    put(uploads, record),
    audit(deps, principal, { action: "upload.created", subject: record.id, after: { purpose, bytes } }),
  ]);
  const uploadUrl = await blobs.signedUploadUrl(uploadKey(record.id), {
    expiresInSeconds: UPLOAD_LIFETIME_SECONDS,
    maxBytes: record.bytes,
  });
  const { workspaceId: _, createdBy: __, ...upload } = record;
  return { ...upload, uploadUrl };
}
