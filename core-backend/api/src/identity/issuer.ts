import { IssuerUnavailableError } from "@assetql/core/ports";
import { createRemoteJWKSet } from "jose";

/** An identity provider that the hub trusts. */
export interface OidcIssuer {
  /** As its tokens and its discovery document say it, as in `https://login.example`. */
  readonly issuer: string;
  /** Whom its tokens must be for. */
  readonly audience: string;
  /** Where its keys are; found by its discovery document when absent. */
  readonly jwksUri?: string | undefined;
}

type KeySet = ReturnType<typeof createRemoteJWKSet>;

export interface Issuer {
  readonly name: string;
  readonly audiences: readonly string[];
  /** Its published keys. Throws {@link IssuerUnavailableError}. */
  keys(): Promise<KeySet>;
}

const TIMEOUT_MS = 5_000;

export function createIssuer(
  name: string,
  configured: readonly OidcIssuer[],
  cooldownDuration: number,
): Issuer {
  const audiences = configured.map(({ audience }) => audience);
  const given = configured.find(({ jwksUri }) => jwksUri !== undefined)?.jwksUri;
  let found: Promise<KeySet> | undefined;
  const find = async (): Promise<KeySet> => {
    const uri = given ?? (await discover(name));
    return createRemoteJWKSet(new URL(uri), { timeoutDuration: TIMEOUT_MS, cooldownDuration });
  };
  return {
    name,
    audiences,
    keys() {
      found ??= find().catch((error: unknown) => {
        // Asked again at the next token.
        found = undefined;
        throw error;
      });
      return found;
    },
  };
}

/** OpenID Connect Discovery 1.0, section 4: the document must say the issuer that it was asked of. */
async function discover(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const uri = keysUriOf(await response.json(), issuer);
    if (response.ok && uri !== undefined) return uri;
  } catch {
    // Told below: what failed is of no use to whoever sent the token.
  }
  throw new IssuerUnavailableError(
    `The discovery document of ${issuer} could not be read, so the token cannot be checked now.`,
  );
}

function keysUriOf(document: unknown, issuer: string): string | undefined {
  const isDiscovery =
    typeof document === "object" && document !== null && "issuer" in document && "jwks_uri" in document;
  if (!isDiscovery || document.issuer !== issuer || typeof document.jwks_uri !== "string") return undefined;
  return document.jwks_uri;
}
