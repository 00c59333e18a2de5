/** Checks the tokens that the configured identity providers give out (OpenID Connect). */
export interface TokenVerifier {
  /**
   * Who the token is about, once its signature, issuer, audience and time are right. Throws
   * {@link TokenRefusedError}, and {@link IssuerUnavailableError} when that cannot be found out now.
   */
  verify(token: string): Promise<VerifiedPerson>;
}

/** A person, as an identity provider knows them: issuer and subject together name nobody else, ever. */
export interface VerifiedPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
}

/** The token is not one to trust. The message tells its bearer why, and holds nothing of the token. */
export class TokenRefusedError extends Error {
  override readonly name = "TokenRefusedError";
}

/** The identity provider's keys could not be read. */
export class IssuerUnavailableError extends Error {
  override readonly name = "IssuerUnavailableError";
}
