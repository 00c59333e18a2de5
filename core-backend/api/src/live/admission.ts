import { type ProblemCode, ProblemError } from "@assetql/contract";
import type { ApiDeps } from "../api-deps.ts";
import type { Env } from "../http/env.ts";
import { networkOf } from "../http/rate-limit.ts";

/** What is known of a connection before it becomes a socket. */
export interface Applicant {
  /** The header `Origin`, which browsers send. */
  readonly origin: string | undefined;
  readonly client: Env["Bindings"]["client"] | undefined;
}

/**
 * Why a connection may not become a socket; `undefined` when it may. Pages of any origin can open sockets from the
 * network of whoever looks at them, so only those of configured origins may. A socket counts as a call of its address.
 */
export async function refusalOf(
  api: ApiDeps,
  { origin, client }: Applicant,
): Promise<ProblemError | undefined> {
  const refusal = (code: ProblemCode, detail: string) => new ProblemError(code, detail);
  if (api.isStopping?.())
    return refusal("unavailable", "The hub is stopping. Try again when it is up again.");
  if (origin !== undefined && !api.corsOrigins.includes(origin)) {
    return refusal(
      "forbidden",
      "Pages of this origin may not call. The hub's configuration names those that may.",
    );
  }
  if (api.rateLimits === undefined || client === undefined || client.isLocal) return undefined;
  const { limiter, perAddress } = api.rateLimits;
  const { allowed } = await limiter.take(`address/${networkOf(client.address)}`, perAddress);
  return allowed ? undefined : refusal("rate-limited", "This address makes too many calls. Try again later.");
}
