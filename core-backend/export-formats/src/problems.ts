export type ExportProblemCode =
  /** The bytes couldn't be read, or aren't a whole PNG. */
  | "asset-unreadable"
  /** The bytes aren't those the asset's record describes (SHA-256). */
  | "asset-checksum-mismatch"
  /** More pixels than the export decodes. */
  | "asset-too-large"
  /** No JPEG quality brings the image under the platform's limit. */
  | "rendition-too-large";

/** Why one asset is not in the package. The export goes on without it. */
export interface ExportProblem {
  code: ExportProblemCode;
  assetId: string;
  version: number;
  detail: string;
}

export type ExportErrorCode = "aborted" | "sink-failed" | "invalid-option";

/** The export as a whole failed; what reached the sink is not a package. */
export class ExportError extends Error {
  readonly code: ExportErrorCode;
  constructor(code: ExportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ExportError";
    this.code = code;
  }
}

/** Thrown while one asset is prepared; becomes that asset's `ExportProblem`. */
export class AssetFault extends Error {
  readonly code: ExportProblemCode;
  constructor(code: ExportProblemCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = "AssetFault";
    this.code = code;
  }
}
