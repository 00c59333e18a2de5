import { type IncomingFile, ProblemError, type Upload, type UploadId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";
import { uploadKey, uploads } from "./upload-record.ts";

/**
 * The file of a finished upload. Throws the problems `not-found` and `upload-missing` (announced, but nothing was
 * PUT, or fewer bytes than announced).
 */
export async function takeUpload(
  { store, blobs }: Pick<CoreDeps, "store" | "blobs">,
  principal: Principal,
  { id, purpose }: { id: UploadId; purpose: Upload["purpose"] },
): Promise<IncomingFile> {
  const { value: upload } = await getOwned({ store }, principal, { collection: uploads, id, what: "upload" });
  if (upload.purpose !== purpose) {
    throw new ProblemError(
      "not-found",
      `The upload ${id} was announced as a ${upload.purpose}, not as a ${purpose}.`,
    );
  }
  const bytes = await blobs.read(uploadKey(id));
  if (bytes === undefined || bytes.byteLength !== upload.bytes) {
    throw new ProblemError(
      "upload-missing",
      `The file "${upload.name}" has not arrived whole: PUT its ${upload.bytes} bytes to the upload URL first.`,
    );
  }
  return { name: upload.name, bytes };
}
