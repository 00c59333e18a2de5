import { type ProblemCode, problemCatalogue } from "@assetql/contract";
import { ApiProblemError } from "../call/errors.ts";

/** A refusal that came over a socket, as the same refusal of a call. */
export function problemError(code: ProblemCode, detail: string): ApiProblemError {
  const { status, title } = problemCatalogue[code];
  return new ApiProblemError({ type: `/problems/${code}`, title, status, code, detail });
}
