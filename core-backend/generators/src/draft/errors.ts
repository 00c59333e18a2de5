import { GeneratorError } from "@assetql/core/ports";

/** Why a draft could not be drawn; stable, so that callers may branch on it. */
export type DraftErrorCode =
  | "aborted"
  | "closed"
  | "size-out-of-range"
  | "no-references"
  | "reference-unreadable"
  | "draft-failed";

/** What another try cannot mend. */
const permanent: ReadonlySet<DraftErrorCode> = new Set([
  "size-out-of-range",
  "no-references",
  "reference-unreadable",
]);

/** An expected failure of the draft renderer. The message is a sentence a person can act on. */
export class DraftError extends GeneratorError {
  readonly code: DraftErrorCode;

  constructor(code: DraftErrorCode, message: string, options?: ErrorOptions) {
    super(permanent.has(code) ? "permanent" : "transient", message);
    this.cause = options?.cause;
    this.code = code;
  }
}

/** The error of a draft nobody waits for any more. */
export function abortedError(): DraftError {
  return new DraftError("aborted", "The draft was cancelled before it was finished.");
}
