import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "@assetql/core/ports";
import { loadKeyFile } from "../secrets/key-file.ts";

/** What a signed URL allows. `key` is a valid blob key. */
export type Grant =
  | {
      readonly method: "GET";
      readonly key: string;
      readonly expiresInSeconds: number;
      readonly downloadName?: string;
    }
  | {
      readonly method: "PUT";
      readonly key: string;
      readonly expiresInSeconds: number;
      readonly maxBytes: number;
    };

export type Verification =
  | { readonly kind: "valid"; readonly maxBytes: number; readonly downloadName: string | undefined }
  | { readonly kind: "refused"; readonly code: "signature-invalid" | "url-expired" };

export interface UrlSigner {
  /** Throws a RangeError beyond 7 days. */
  sign(grant: Grant): string;
  /** Whether `query` allows `method` (GET or PUT) on `key` now. */
  verify(method: "GET" | "PUT", key: string, query: URLSearchParams): Verification;
}

export interface SignerDeps {
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly clock: Clock;
  /** Without a slash at the end. A function, since the port is known only after listening. */
  readonly baseUrl: () => string;
}

/** The longest life of an S3 presigned URL, 7 days. */
const MAX_SECONDS = 604_800;

/** Signs URLs `<baseUrl>/files/<key>?expires=&method=&max=&name=&signature=` with HMAC-SHA256. */
export function createUrlSigner({ key: secret, clock, baseUrl }: SignerDeps): UrlSigner {
  return {
    sign(grant) {
      const seconds = grant.expiresInSeconds;
      if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
        throw new RangeError(`A signed URL for ${seconds} s; it lives 1 to ${MAX_SECONDS} s`);
      }
      const query = new URLSearchParams({ expires: String(Math.ceil(clock.now() / 1000 + seconds)) });
      query.set("method", grant.method);
      if (grant.method === "PUT") query.set("max", String(grant.maxBytes));
      else if (grant.downloadName !== undefined) query.set("name", grant.downloadName);
      query.set("signature", signature(secret, grant.key, query));
      return `${baseUrl()}/files/${grant.key}?${query}`;
    },

    verify(method, key, query) {
      // As text: a signature has one spelling in base64url, its bytes have several.
      const given = Buffer.from(query.get("signature") ?? "");
      const right = Buffer.from(signature(secret, key, query));
      const isOurs = given.length === right.length && timingSafeEqual(given, right);
      if (!isOurs || query.get("method") !== method) return { kind: "refused", code: "signature-invalid" };
      if (clock.now() > Number(query.get("expires")) * 1000) return { kind: "refused", code: "url-expired" };
      const maxBytes = Number(query.get("max") ?? 0);
      return { kind: "valid", maxBytes, downloadName: query.get("name") ?? undefined };
    },
  };
}

/** Over everything that says what is allowed, as a JSON array: no two grants have the same text. */
function signature(secret: Uint8Array, key: string, query: URLSearchParams): string {
  const parts = ["expires", "method", "max", "name"].map((name) => query.getAll(name));
  return createHmac("sha256", secret)
    .update(JSON.stringify([key, ...parts]))
    .digest("base64url");
}

/** The key file is there and is no key. */
export class SigningKeyError extends Error {
  override readonly name = "SigningKeyError";
  readonly code = "signing-key-invalid";
}

/** The 32 bytes in `file`, which is created, readable by its owner only, if there is none. */
export const loadSigningKey = (file: string): Uint8Array =>
  loadKeyFile(
    file,
    (path, bytes) =>
      new SigningKeyError(
        `${path} has ${bytes} bytes instead of 32. Delete it to have a new one made; links given out before end then.`,
      ),
  );
