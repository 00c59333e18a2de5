import { hkdfSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";

/** Seals what must not be read by whoever gets at the store alone: API keys of the hub. */
export interface Sealer {
  /** A compact JWE that opens for the same purpose only. */
  seal(text: string, purpose: string): Promise<string>;
  /** Throws {@link SealBrokenError}. */
  open(sealed: string, purpose: string): Promise<string>;
}

/** Sealed with another secret, for another purpose, or spoilt. */
export class SealBrokenError extends Error {
  override readonly name = "SealBrokenError";
}

const ENCRYPTION = { alg: "dir", enc: "A256GCM" } as const;

/**
 * AES-256-GCM under a key that HKDF-SHA-256 (RFC 5869) makes of `secret`. The secret is the app's own, not the one that
 * it shares with Shopify: that one is meant to be rotated, and a workspace whose key cannot be read is lost.
 */
export function createSealer(secret: string): Sealer {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "assetql-shopify/sealed-keys", 32));
  return {
    seal: (text, purpose) =>
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ ...ENCRYPTION, purpose })
        .encrypt(key),
    async open(sealed, purpose) {
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
          keyManagementAlgorithms: [ENCRYPTION.alg],
          contentEncryptionAlgorithms: [ENCRYPTION.enc],
        });
        if (protectedHeader.purpose !== purpose) throw new Error("It was sealed for something else");
        return new TextDecoder().decode(plaintext);
      } catch (cause) {
        throw new SealBrokenError("A kept key cannot be read. Was ASSETQL_SHOPIFY_SECRET changed?", {
          cause,
        });
      }
    },
  };
}
