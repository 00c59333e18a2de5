import { type Operation, type OperationId, operations, ProblemError } from "@assetql/contract";
import type { Caller, Principal } from "@assetql/core";
import type { HonoRequest } from "hono";
import type { ApiDeps } from "../api-deps.ts";
import type { Call } from "../http/handler.ts";
import { readBody } from "./body.ts";
import { validate } from "./validate.ts";

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,200}$/;

/**
 * Everything a handler needs of a request, checked against the contract. Throws the problems `not-found` (an id in
 * the path that can be nobody's), `request-invalid`, `idempotency-key-invalid`, `body-invalid`,
 * `payload-too-large` and `media-type-unsupported`.
 */
export async function parseCall<Id extends OperationId>(
  id: Id,
  request: HonoRequest,
  caller: { api: ApiDeps; principal: Principal | Caller | undefined },
): Promise<Call<Id>> {
  const operation: Operation = operations[id];
  const params = parseParams(operation, request.param());
  const query = operation.query && validate(operation.query, queryMembers(request.url));
  const idempotencyKey = operation.idempotent && parseIdempotencyKey(request.header("Idempotency-Key"));
  const { body, files } = operation.body
    ? await readBody(operation.body, request.raw)
    : { body: undefined, files: undefined };
  // The parse boundary: each part was made by the schema that the type is inferred from.
  const isGone = (): boolean => request.raw.signal.aborted || caller.api.isStopping?.() === true;
  return { ...caller, params, query, body, files, idempotencyKey, isGone } as unknown as Call<Id>;
}

/** An id of the wrong form is answered like one that does not exist. */
function parseParams({ params }: Operation, sent: Record<string, string>): unknown {
  const parsed = params?.safeParse(sent);
  if (parsed?.success === false) {
    throw new ProblemError(
      "not-found",
      `There is nothing with the id ${Object.values(sent)[0]?.slice(0, 100)}.`,
    );
  }
  return parsed?.data;
}

/** A member that is given more than once becomes a list, which no schema of a query takes. */
function queryMembers(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

function parseIdempotencyKey(key: string | undefined): string | undefined {
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return key;
  throw new ProblemError(
    "idempotency-key-invalid",
    "An Idempotency-Key has 8 to 200 visible ASCII characters and no spaces; a UUID will do.",
  );
}
