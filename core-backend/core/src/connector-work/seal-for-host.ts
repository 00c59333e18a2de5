import type { LeaseWork } from "@assetql/contract";
import { CompactEncrypt, type CryptoKey, importJWK } from "jose";
import type { CoreDeps } from "../deps.ts";
import { SecretUnreadableError } from "../ports/index.ts";
import { invalidMember, invalidRequest } from "../shared/invalid-request.ts";
import { credentialsContext, type TargetRecord } from "../targets/target-record.ts";

export type HostKey = CryptoKey | Uint8Array | undefined;

/** A host's public key. Throws the problem `request-invalid` for what is no point of the curve. */
export async function importHostKey(jwk: LeaseWork["publicKey"]): Promise<HostKey> {
  if (jwk === undefined) return undefined;
  try {
    return await importJWK(jwk, "ECDH-ES");
  } catch {
    throw invalidRequest([invalidMember("publicKey", "publicKey must be a public key on P-256.")]);
  }
}

/** A target's credentials as a compact JWE that only the host can open; null without any, or without its key. */
export async function sealForHost(
  { secrets, log }: Pick<CoreDeps, "secrets" | "log">,
  { id, sealedCredentials }: TargetRecord,
  key: HostKey,
): Promise<string | null> {
  if (sealedCredentials === null || key === undefined) return null;
  try {
    const plaintext = await secrets.open(sealedCredentials, credentialsContext(id));
    return await new CompactEncrypt(new TextEncoder().encode(plaintext))
      .setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM" })
      .encrypt(key);
  } catch (error) {
    if (!(error instanceof SecretUnreadableError)) throw error;
    // The host says that there are none: the person gives them anew.
    log("error", "a target's credentials cannot be opened with this hub's key", { targetId: id });
    return null;
  }
}
