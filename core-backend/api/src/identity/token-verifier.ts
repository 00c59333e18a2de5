import {
  type Clock,
  IssuerUnavailableError,
  TokenRefusedError,
  type TokenVerifier,
  type VerifiedPerson,
} from "@assetql/core/ports";
import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import { createIssuer, type Issuer, type OidcIssuer } from "./issuer.ts";

/** Signatures with a private key only: a secret that both sides know is none that a hub should have. */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];
/** How far an identity provider's clock may be from ours. */
const CLOCK_TOLERANCE_SECONDS = 30;
const MAX_TEXT = 200;

export interface TokenVerifierOptions {
  readonly issuers: readonly OidcIssuer[];
  readonly clock: Clock;
  /** Least time between two looks at an issuer's keys; 30 s, so that nobody can make the hub ask all the time. */
  readonly cooldownMs?: number;
}

/** Checks tokens of any number of OpenID Connect issuers, with the keys that they publish. */
export function createTokenVerifier({
  issuers,
  clock,
  cooldownMs = 30_000,
}: TokenVerifierOptions): TokenVerifier {
  const known = new Map<string, Issuer>();
  for (const [issuer, configured] of Map.groupBy(issuers, (one) => one.issuer)) {
    known.set(issuer, createIssuer(issuer, configured, cooldownMs));
  }
  return {
    async verify(token) {
      const issuer = known.get(issuerOf(token));
      if (issuer === undefined)
        throw new TokenRefusedError("This token is of an issuer that the hub does not trust.");
      const payload = await verifyWith(issuer, token, new Date(clock.now()));
      return toPerson(issuer.name, payload);
    },
  };
}

/** Not trusted before the signature was checked with this very issuer's key. */
function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? "";
  } catch {
    throw new TokenRefusedError("This is neither an API key nor a token (JWT).");
  }
}

async function verifyWith(issuer: Issuer, token: string, currentDate: Date): Promise<JWTPayload> {
  const keys = await issuer.keys();
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: issuer.name,
      audience: [...issuer.audiences],
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ["exp", "sub"],
      currentDate,
    });
    return payload;
  } catch (error) {
    throw inWords(error, issuer.name);
  }
}

function inWords(error: unknown, issuer: string): Error {
  if (error instanceof errors.JWTExpired) {
    return new TokenRefusedError("This token has expired. Sign in again.");
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new TokenRefusedError(`This token is not for this hub: its claim "${error.claim}" does not fit.`);
  }
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return unavailable(issuer);
  const isRefusal =
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed;
  if (isRefusal)
    return new TokenRefusedError("The signature of this token is not one of its issuer's. Sign in again.");
  // What is left is the way to the issuer's keys.
  return unavailable(issuer);
}

const unavailable = (issuer: string): IssuerUnavailableError =>
  new IssuerUnavailableError(`The keys of ${issuer} could not be read, so the token cannot be checked now.`);

function toPerson(issuer: string, { sub, email, name }: JWTPayload): VerifiedPerson {
  if (sub === undefined || sub === "")
    throw new TokenRefusedError("This token names nobody: its subject is empty.");
  return { issuer, subject: sub, email: textOf(email), name: textOf(name) };
}

/** Claims are what an issuer makes of what people write. */
const textOf = (claim: unknown): string | null =>
  typeof claim === "string" && claim.trim() !== "" ? claim.trim().slice(0, MAX_TEXT) : null;
