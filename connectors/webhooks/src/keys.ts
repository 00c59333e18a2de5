import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { WebhookSignature } from "@assetql/contract";

export interface NewKey {
  /** `whsec_…` or `whsk_…`: what signs, to be kept secret. */
  readonly key: string;
  /** `whpk_…`; null for `v1`, whose one secret both signs and verifies. */
  readonly publicKey: string | null;
}

/** The specification asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;
const ED25519_BYTES = 32;

/** RFC 8410: what stands before the 32 bytes of an ed25519 key in its DER form. */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

export const prefixes = { secret: "whsec_", privateKey: "whsk_", publicKey: "whpk_" } as const;

/** A key is not what its use needs. The message does not hold it. */
export class WebhookKeyError extends Error {
  override readonly name = "WebhookKeyError";
}

export function newKey(signature: WebhookSignature): NewKey {
  if (signature === "v1") {
    return { key: prefixes.secret + randomBytes(SECRET_BYTES).toString("base64"), publicKey: null };
  }
  const pair = generateKeyPairSync("ed25519");
  const seed = pair.privateKey.export({ format: "der", type: "pkcs8" }).subarray(-ED25519_BYTES);
  const point = pair.publicKey.export({ format: "der", type: "spki" }).subarray(-ED25519_BYTES);
  return {
    // Seed and point, as libsodium and the specification's other implementations write a private key.
    key: prefixes.privateKey + Buffer.concat([seed, point]).toString("base64"),
    publicKey: prefixes.publicKey + point.toString("base64"),
  };
}

/** Throws {@link WebhookKeyError}. */
export function readPrivateKey(key: string): KeyObject {
  const seed = bytesOf(key, prefixes.privateKey, [ED25519_BYTES, 2 * ED25519_BYTES]).subarray(
    0,
    ED25519_BYTES,
  );
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
}

/** Throws {@link WebhookKeyError}. */
export function readPublicKey(key: string): KeyObject {
  const point = bytesOf(key, prefixes.publicKey, [ED25519_BYTES]);
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, point]), format: "der", type: "spki" });
}

function bytesOf(key: string, prefix: string, lengths: readonly number[]): Buffer {
  const bytes = Buffer.from(key.startsWith(prefix) ? key.slice(prefix.length) : "", "base64");
  if (lengths.includes(bytes.length)) return bytes;
  throw new WebhookKeyError(
    `This is no ed25519 key: it must be ${prefix} and the base64 of ${lengths.join(" or ")} bytes.`,
  );
}
