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

interface ExportErrorOptions extends ErrorOptions {
  option?: string;
}

/** The export as a whole failed; what reached the sink is not a package. */
export class ExportError extends Error {
  readonly code: ExportErrorCode;
  /** Of `invalid-option`: which, as in `sizes.large`. */
  readonly option: string | undefined;
  constructor(code: ExportErrorCode, message: string, { option, ...options }: ExportErrorOptions = {}) {
    super(message, options);
    this.name = "ExportError";
    this.code = code;
    this.option = option;
  }
}

/** `accepted` goes on from "must be". */
export function invalidOption(option: string, accepted: string): ExportError {
  return new ExportError("invalid-option", `The export option "${option}" must be ${accepted}.`, { option });
}

/** One image can't be prepared. In an export it becomes that asset's `ExportProblem`. */
export class AssetFault extends Error {
  readonly code: ExportProblemCode;
  constructor(code: ExportProblemCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = "AssetFault";
    this.code = code;
  }
}
