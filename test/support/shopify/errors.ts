import { GraphQLError } from "graphql";

/** The fake was asked for what it does not implement: the call fails, and `stop()` tells. */
export class Unsupported extends Error {
  override readonly name = "Unsupported";
}

/** The connection is cut: nobody hears an answer. Like what `fetch` throws for it. */
export class ConnectionCut extends TypeError {
  constructor(what: string) {
    super("fetch failed", { cause: Object.assign(new Error(what), { code: "ECONNRESET" }) });
  }
}

/** Payloads keep these in `userErrors`; `field` is the path to the input at fault. */
export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string;
}

export function userError(
  field: readonly (string | number)[] | null,
  message: string,
  code?: string,
): UserError {
  return {
    field: field === null ? null : field.map(String),
    message,
    ...(code === undefined ? {} : { code }),
  };
}

/** An error of the call as a whole or of one field, with Shopify's code. */
export function apiError(message: string, code: string, rest: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...rest } });
}
