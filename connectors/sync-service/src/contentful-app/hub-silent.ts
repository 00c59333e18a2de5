import { ProblemError } from "@assetql/contract";

/** The hub did not answer. */
export class HubSilentError extends ProblemError {
  constructor({ cause }: { readonly cause: unknown }) {
    super("unavailable", "AssetQL does not answer now. Try again in a moment.");
    this.cause = cause;
  }
}
