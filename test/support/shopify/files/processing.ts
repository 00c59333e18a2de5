import sharp from "sharp";
import type { Backstage } from "../backstage.ts";
import { fileUrl, type ShopFile, timeNow } from "../state.ts";
import type { Source } from "./sources.ts";

/** From UPLOADED over PROCESSING to READY or FAILED, in the background. */
export function processFile(
  backstage: Backstage,
  file: ShopFile,
  source: Exclude<Source, { kind: "elsewhere" }>,
  isNameTaken = false,
): void {
  const { processingMs } = backstage.options;
  backstage.later(processingMs / 2, () => {
    file.status = "PROCESSING";
  });
  backstage.later(processingMs, async () => {
    const error = isNameTaken ? "DUPLICATE_FILENAME_ERROR" : await fill(backstage, file, source);
    file.status = error === null ? "READY" : "FAILED";
    file.error = error;
    file.updatedAt = timeNow();
    if (error === null) file.url = fileUrl(file.fileName, file.updatedAt);
  });
}

/** Null when the file could be taken in; otherwise the code of what is wrong with it. */
async function fill(
  { mediaFault }: Backstage,
  file: ShopFile,
  source: Exclude<Source, { kind: "elsewhere" }>,
): Promise<string | null> {
  const isImage = file.kind === "MediaImage";
  if (source.kind === "empty") return isImage ? "IMAGE_DOWNLOAD_FAILURE" : "GENERIC_FILE_DOWNLOAD_FAILURE";
  const fault = mediaFault(file.fileName);
  if (fault !== undefined) return fault;
  if (isImage) {
    try {
      const { width, height } = await sharp(source.bytes).metadata();
      Object.assign(file, { width, height });
    } catch {
      return "IMAGE_PROCESSING_FAILURE";
    }
  }
  file.bytes = source.bytes;
  file.mimeType = source.mimeType;
  return null;
}
