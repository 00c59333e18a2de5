import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type Secrets, SecretUnreadableError } from "@assetql/core/ports";
import { loadKeyFile } from "./key-file.ts";

const CIPHER = "aes-256-gcm";
/** Of GCM's nonce: 96 bits, as NIST SP 800-38D recommends. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Says how it was sealed, so that another way can follow one day. */
const PREFIX = "s1.";

/**
 * Seals with AES-256-GCM under `key` (32 bytes), the context as additional data. A sealed text is `s1.` and the
 * base64url of nonce, ciphertext and tag.
 */
export function createSealedSecrets(key: Uint8Array): Secrets {
  return {
    async seal(plaintext, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context));
      const sealed = [nonce, cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()];
      return PREFIX + Buffer.concat(sealed).toString("base64url");
    },
    async open(sealed, context) {
      const bytes = bytesOf(sealed);
      const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(-TAG_BYTES)];
      try {
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(context));
        decipher.setAuthTag(tag);
        const text = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
        return Buffer.concat(text).toString("utf8");
      } catch {
        throw unreadable();
      }
    },
  };
}

function bytesOf(sealed: string): Buffer {
  const text = sealed.startsWith(PREFIX) ? sealed.slice(PREFIX.length) : "";
  const bytes = Buffer.from(text, "base64url");
  // Bytes have several spellings in base64url; a sealed text has one.
  if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString("base64url") !== text) throw unreadable();
  return bytes;
}

const unreadable = (): SecretUnreadableError =>
  new SecretUnreadableError(
    "A stored secret cannot be read with this hub's key (secrets/credentials.key in the data folder). Put the key file back that it was sealed with, or enter the secret again.",
  );

/** The key file is there and is no key. */
export class CredentialsKeyError extends Error {
  override readonly name = "CredentialsKeyError";
  readonly code = "credentials-key-invalid";
}

/** The key in `file`, which is created, readable by its owner only, if there is none. Throws {@link CredentialsKeyError}. */
export const loadCredentialsKey = (file: string): Uint8Array =>
  loadKeyFile(
    file,
    (path, bytes) =>
      new CredentialsKeyError(
        `${path} has ${bytes} bytes instead of 32. Put it back from a backup. If there is none, delete it to have a new one made, and enter the credentials of targets and webhooks again.`,
      ),
  );
