/** The stable codes of the expected failures of this package. */
export type StyleErrorCode = "invalid_pixels" | "no_references" | "encoder_mismatch" | "invalid_embedding";

/** An expected failure: `code` is stable, `message` is a sentence a person can act on. */
export class StyleError extends Error {
  readonly code: StyleErrorCode;

  constructor(code: StyleErrorCode, message: string) {
    super(message);
    this.name = "StyleError";
    this.code = code;
  }
}
