import { type IncomingFile, ProblemError, STYLE_REFERENCE_LIMITS, type UploadId } from "@assetql/contract";
import { fitStyle, styleParameters } from "@assetql/style-engine";
import type { CoreDeps, Principal } from "../deps.ts";
import { assertExtensionFits } from "../images/door.ts";
import { type AdmittedImage, ImageRefusedError } from "../ports/index.ts";
import { takeUpload } from "../uploads/take-upload.ts";
import { type StoredReference, type StyleVersion, styleVersionId } from "./style-record.ts";

export interface ReferenceInput {
  readonly files: readonly IncomingFile[];
  readonly referenceUploadIds: readonly UploadId[];
}

/** All reference files of a request: those sent with it, then those uploaded before. */
export async function gatherReferences(
  deps: Pick<CoreDeps, "store" | "blobs">,
  principal: Principal,
  { files, referenceUploadIds }: ReferenceInput,
): Promise<readonly IncomingFile[]> {
  const count = files.length + referenceUploadIds.length;
  if (count > STYLE_REFERENCE_LIMITS.count) {
    throw new ProblemError(
      "request-invalid",
      `A style takes up to ${STYLE_REFERENCE_LIMITS.count} reference images; these are ${count}.`,
    );
  }
  const uploaded: IncomingFile[] = [];
  for (const id of referenceUploadIds) {
    uploaded.push(await takeUpload(deps, principal, { id, purpose: "style-reference" }));
  }
  return [...files, ...uploaded];
}

/**
 * Lets the references in, stores them and learns the style. What it stores is referenced by nothing until the
 * returned version is written; the sweeper takes it if that never happens. Throws the problems of images, with
 * the file's name.
 */
export async function learnStyle(
  { blobs, images }: Pick<CoreDeps, "blobs" | "images">,
  target: { styleProfileId: string; version: number },
  files: readonly IncomingFile[],
): Promise<StyleVersion> {
  // One after the other: a large image takes some hundred megabytes while it is decoded.
  const admitted: { file: IncomingFile; image: AdmittedImage }[] = [];
  for (const file of files) admitted.push({ file, image: await admit(images, file) });
  const features = admitted.map(({ image }) => image.features);
  const references: StoredReference[] = [];
  for (const [index, { file, image }] of admitted.entries()) {
    const blobKey = referenceKey(target, index, image.sha256);
    await blobs.put(blobKey, image.png, { contentType: "image/png", overwrite: true });
    const { sha256, width, height } = image;
    references.push({ name: file.name, sha256, width, height, bytes: image.png.byteLength, blobKey });
  }
  const model = fitStyle(features);
  return {
    id: styleVersionId(target.styleProfileId, target.version),
    references,
    parameters: styleParameters(features),
    encoder: model.encoder,
    model,
  };
}

async function admit(images: CoreDeps["images"], file: IncomingFile): Promise<AdmittedImage> {
  try {
    assertExtensionFits(file.name, file.bytes);
    return await images.admit(file.bytes);
  } catch (error) {
    if (error instanceof ImageRefusedError)
      throw new ProblemError(error.code, `"${file.name}": ${error.message}`);
    throw error;
  }
}

function referenceKey(
  target: { styleProfileId: string; version: number },
  index: number,
  sha256: string,
): string {
  return `style-references/${target.styleProfileId}/v${target.version}/${index + 1}-${sha256.slice(0, 16)}.png`;
}
