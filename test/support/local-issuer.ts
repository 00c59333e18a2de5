import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";

export interface TokenChanges {
  readonly claims?: JWTPayload;
  readonly audience?: string;
  readonly issuer?: string;
  /** As jose reads it: `5m`, `-1h`. */
  readonly expires?: string;
  readonly kid?: string;
}

export interface LocalIssuer {
  readonly url: string;
  readonly audience: string;
  /** A token of the person with this subject, signed with the newest key. */
  token(subject: string, changes?: TokenChanges): Promise<string>;
  /** Publishes a new key in the place of the old ones, and signs with it. */
  rotate(): Promise<void>;
  /** Requests for the keys so far. */
  readonly keyRequests: () => number;
  close(): Promise<void>;
}

/** An OpenID Connect issuer on this machine: a discovery document, a key set, and tokens for whoever is asked. */
export async function startLocalIssuer(audience = "assetql-test"): Promise<LocalIssuer> {
  let current: { kid: string; privateKey: CryptoKey; jwk: JWK };
  let kids = 0;
  let keyRequests = 0;
  const rotate = async (): Promise<void> => {
    kids += 1;
    const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
    const kid = `key-${kids}`;
    current = { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: "ES256", use: "sig" } };
  };
  await rotate();
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "application/json");
    if (request.url === "/.well-known/openid-configuration") {
      return response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` }));
    }
    if (request.url === "/keys") {
      keyRequests += 1;
      return response.end(JSON.stringify({ keys: [current.jwk] }));
    }
    response.statusCode = 404;
    return response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    audience,
    token: (subject, changes = {}) =>
      new SignJWT({ email: `${subject}@people.example`, name: subject, ...changes.claims })
        .setProtectedHeader({ alg: "ES256", kid: changes.kid ?? current.kid })
        .setSubject(subject)
        .setIssuer(changes.issuer ?? url)
        .setAudience(changes.audience ?? audience)
        .setIssuedAt()
        .setExpirationTime(changes.expires ?? "5m")
        .sign(current.privateKey),
    rotate,
    keyRequests: () => keyRequests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
