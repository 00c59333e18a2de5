import { type Json, type JsonObject, link } from "./json.ts";

/**
 * Errors as the management API answers them: `sys.type` is always `Error`, `sys.id` the code, `details` what was
 * wrong with the input.
 *
 * Mirrors https://www.contentful.com/developers/docs/references/errors/; the shape of single details
 * (`required`, `unknown`, `notResolvable`) is the one quoted in the issues of contentful-management.{js,py,rb}.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly id: string;
  readonly details: Json | undefined;
  readonly headers: Record<string, string>;
  constructor(status: number, id: string, rest: ErrorRest = {}) {
    super(rest.message ?? "");
    this.status = status;
    this.id = id;
    this.details = rest.details;
    this.headers = rest.headers ?? {};
  }

  toBody(requestId: string): JsonObject {
    const body: JsonObject = { sys: { type: "Error", id: this.id }, message: this.message, requestId };
    if (this.details !== undefined) body.details = this.details;
    return body;
  }
}

interface ErrorRest {
  readonly message?: string;
  readonly details?: Json;
  readonly headers?: Record<string, string>;
}

export interface FieldError {
  readonly name: string;
  readonly path: (string | number)[];
  readonly details: string;
  readonly value?: Json;
}

export const notFound = (type: string, id: string): ApiError =>
  new ApiError(404, "NotFound", {
    message: "The resource could not be found.",
    details: { type, id },
  });

export const badRequest = (message: string): ApiError => new ApiError(400, "BadRequest", { message });

export const invalidQuery = (message: string): ApiError => new ApiError(400, "InvalidQuery", { message });

export const versionMismatch = (): ApiError => new ApiError(409, "VersionMismatch");

export const accessDenied = (reasons: string): ApiError =>
  new ApiError(403, "AccessDenied", { message: "Forbidden", details: { reasons } });

/** `ValidationFailed` for assets and the content model, `InvalidEntry` for entries. */
export function invalid(id: "ValidationFailed" | "InvalidEntry", errors: readonly FieldError[]): ApiError {
  return new ApiError(422, id, {
    message: "Validation error",
    details: { errors: errors.map((error) => ({ ...error })) },
  });
}

/** A link whose target is not there. */
export function unresolved(linkType: string, id: string, path: (string | number)[]): ApiError {
  return new ApiError(422, "UnresolvedLinks", {
    message: "Validation error",
    details: { errors: [{ name: "notResolvable", link: at(linkType, id), path }] },
  });
}

function at(linkType: string, id: string): Json {
  return link(linkType, id).sys ?? null;
}
