import type { z } from "zod";
import type { ProblemCode } from "../problem.ts";
import type { Role } from "../resources/api-key.ts";

/** One call of the API. The server's routes, the client's methods and the OpenAPI document all come from these. */
export interface Operation {
  /** camelCase; unique. */
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `{name}` for path parameters. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /**
   * The least role that may call it. `public` needs no key; `identity` needs to know who calls, but no workspace: a
   * key, or a person who may not belong to one yet.
   */
  readonly role: Role | "identity" | "public";
  /** Of keys, only an operator's may call it; with the role `identity`, persons may too. */
  readonly operator?: true;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: RequestBody;
  readonly response: OperationResponse;
  /** Takes an `Idempotency-Key`: a repeated call answers what the first one did. */
  readonly idempotent?: true;
  /** Beyond those that any operation may answer (400 of validation, 401, 403, 413, 415, 429, 500, 503). */
  readonly problems: readonly ProblemCode[];
}

export interface RequestBody {
  readonly schema: z.ZodType;
  /** Also taken as `multipart/form-data`: members as fields, and these files. */
  readonly multipart?: {
    /** Fields whose text is JSON. */
    readonly jsonFields: readonly string[];
    readonly files: Readonly<Record<string, MultipartFile>>;
  };
}

export interface MultipartFile {
  readonly maxCount: number;
  /** Larger files go by `POST /uploads`. */
  readonly maxBytes: number;
  readonly description: string;
}

export type OperationResponse =
  | { readonly kind: "json"; readonly status: 200 | 201 | 202; readonly schema: z.ZodType }
  | { readonly kind: "empty"; readonly status: 204 }
  | {
      readonly kind: "text";
      readonly status: 200;
      readonly contentType: string;
      /** What the handler may say instead. */
      readonly otherContentTypes?: readonly string[];
      readonly description: string;
    }
  | { readonly kind: "redirect"; readonly status: 302; readonly description: string };

/** Keeps the literal types of an operation. */
export const operation = <const O extends Operation>(definition: O): O => definition;

/** A multipart file as it reaches a use case. */
export interface IncomingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const MULTIPART_LIMIT_BYTES = 8_000_000;
