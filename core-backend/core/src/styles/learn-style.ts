import { type IncomingFile, ProblemError, STYLE_REFERENCE_LIMITS, type UploadId } from "@assetql/contract";
import { fitStyle, type StyleFeatures, styleParameters } from "@assetql/style-engine";
import type { CoreDeps, Principal } from "../deps.ts";
import { assertExtensionFits } from "../images/door.ts";
import { type AdmittedImage, ImageRefusedError } from "../ports/index.ts";
import { takeUpload } from "../uploads/take-upload.ts";
import { type StoredReference, type StyleVersion, styleVersionId } from "./style-record.ts";

export interface ReferenceInput {
  readonly files: readonly IncomingFile[];
  readonly referenceUploadIds: readonly UploadId[];
}

/** How many reference images a request has. Throws the problem `request-invalid` beyond the limit. */
export function countReferences({ files, referenceUploadIds }: ReferenceInput): number {
  const count = files.length + referenceUploadIds.length;
  if (count > STYLE_REFERENCE_LIMITS.count) {
    throw new ProblemError(
      "request-invalid",
      `A style takes up to ${STYLE_REFERENCE_LIMITS.count} reference images; these are ${count}.`,
    );
  }
  return count;
}

/** The files sent with the request, then those uploaded before, each read when its turn comes. */
async function* eachReference(
  deps: Pick<CoreDeps, "store" | "blobs">,
  principal: Principal,
  { files, referenceUploadIds }: ReferenceInput,
): AsyncGenerator<IncomingFile> {
  yield* files;
  for (const id of referenceUploadIds) yield takeUpload(deps, principal, { id, purpose: "style-reference" });
}

/**
 * Lets the references in, stores them and learns the style; one after the other, since a large image takes some
 * hundred megabytes while it is decoded. What it stores is referenced by nothing until the returned version is
 * written; the sweeper takes it if that never happens. Throws the problems of images, with the file's name.
 */
export async function learnStyle(
  deps: Pick<CoreDeps, "store" | "blobs" | "images">,
  principal: Principal,
  { input, ...target }: { input: ReferenceInput; styleProfileId: string; version: number },
): Promise<StyleVersion> {
  const features: StyleFeatures[] = [];
  const references: StoredReference[] = [];
  for await (const file of eachReference(deps, principal, input)) {
    const image = await admit(deps.images, file);
    const blobKey = referenceKey(target, references.length, image.sha256);
    await deps.blobs.put(blobKey, image.png, { contentType: "image/png", overwrite: true });
    const { sha256, width, height } = image;
    references.push({ name: file.name, sha256, width, height, bytes: image.png.byteLength, blobKey });
    features.push(image.features);
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
