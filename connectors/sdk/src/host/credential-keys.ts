import { type Json, jsonSchema, type LeaseWork } from "@assetql/contract";
import { compactDecrypt, exportJWK, generateKeyPair } from "jose";
import { ConnectorError } from "../contract/connector-error.ts";

export interface CredentialKeys {
  readonly publicKey: NonNullable<LeaseWork["publicKey"]>;
  /** The JSON within a JWE. Throws a ConnectorError with the code `credentials-missing`. */
  open(jwe: string): Promise<Json>;
}

/** A key pair that lives as long as the process: nobody who reads the wire or a disk later can open what it was sent. */
export async function createCredentialKeys(): Promise<CredentialKeys> {
  const { privateKey, publicKey } = await generateKeyPair("ECDH-ES", { crv: "P-256", extractable: true });
  const { x = "", y = "" } = await exportJWK(publicKey);
  return {
    publicKey: { kty: "EC", crv: "P-256", x, y },
    async open(jwe) {
      try {
        const { plaintext } = await compactDecrypt(jwe, privateKey, {
          keyManagementAlgorithms: ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"],
        });
        return jsonSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)));
      } catch (cause) {
        const detail =
          "The credentials cannot be read by this host. Enter them again in the target's settings.";
        throw new ConnectorError("credentials-missing", detail, { cause });
      }
    },
  };
}
