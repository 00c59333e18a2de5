/**
 * Keeps what others must not read (a platform's password, a signing secret) sealed in the records of the store. The
 * key is the home's own and never leaves it.
 */
export interface Secrets {
  /**
   * The sealed form of `plaintext`, printable ASCII; another one at each call. `context` says what it belongs to, such
   * as `target.tgt_1.credentials`: with another one it cannot be opened, so a sealed value that is copied into
   * somebody else's record is of no use there.
   */
  seal(plaintext: string, context: string): Promise<string>;
  /** What was sealed. Throws {@link SecretUnreadableError}. */
  open(sealed: string, context: string): Promise<string>;
}

/** Sealed with another key, for another context, or changed since. The message holds nothing of the secret. */
export class SecretUnreadableError extends Error {
  override readonly name = "SecretUnreadableError";
}
