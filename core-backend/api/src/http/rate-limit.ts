import { ProblemError } from "@assetql/contract";
import { type Caller, type Principal, planOf, principalOf, requestFactors } from "@assetql/core";
import type { RateDecision, RateLimit, RateLimiter } from "@assetql/core/ports";
import type { Context, MiddlewareHandler } from "hono";
import type { ApiDeps } from "../api-deps.ts";
import type { Env } from "./env.ts";

/** Section 6 of the design, "Rate Limiting". Everything under `/api/` is limited; health and signed files are not. */
export interface ApiRateLimits {
  readonly limiter: RateLimiter;
  /** Of one principal: a user, or an API key that acts for itself. A plan multiplies it. */
  readonly perKey: RateLimit;
  /** Of one client address; of IPv6 a network of 64 bits, which is what one customer has. */
  readonly perAddress: RateLimit;
  /** Whoever looks after the hub, and is not limited on the hub's own machine. */
  isOperator(principal: Principal): boolean;
}

/** The numbers of the design: 100 a minute for a key, 1,000 for an address, 200 at once for either. */
export const defaultRateLimits = {
  perKey: { perMinute: 100, burst: 200 },
  perAddress: { perMinute: 1_000, burst: 200 },
} as const;

/** Before anything else is looked at. The address of a program on the hub's own machine has no limit. */
export const limitAddress =
  (limits: ApiRateLimits | undefined): MiddlewareHandler<Env> =>
  async (c, next) => {
    const client = clientOf(c);
    if (limits !== undefined && client !== undefined && !client.isLocal) {
      const key = `address/${networkOf(client.address)}`;
      await take(c, limits.limiter, { key, limit: limits.perAddress, whose: "This address" });
    }
    await next();
  };

/** After authentication, before the body is read. */
export async function limitPrincipal(
  c: Context<Env>,
  { core, rateLimits }: Pick<ApiDeps, "core" | "rateLimits">,
  caller: Principal | Caller | undefined,
): Promise<void> {
  if (rateLimits === undefined || caller === undefined) return;
  const { limiter, perKey } = rateLimits;
  // A person who has not entered a workspace has no plan either.
  const principal = "kind" in caller && caller.kind === "key" ? principalOf(caller, caller) : caller;
  const isMember = "workspaceId" in principal;
  if (isMember && clientOf(c)?.isLocal === true && rateLimits.isOperator(principal)) return;
  const factor = isMember ? requestFactors[await planOf(core, principal.workspaceId)] : 1;
  const limit = { perMinute: perKey.perMinute * factor, burst: perKey.burst * factor };
  await take(c, limiter, { key: `principal/${principal.userId}`, limit, whose: "This key" });
}

// Hono has no environment where an app is called without one.
const clientOf = (c: Context<Env>): Env["Bindings"]["client"] =>
  (c.env as Env["Bindings"] | undefined)?.client;

interface Taking {
  readonly key: string;
  readonly limit: RateLimit;
  readonly whose: string;
}

/** Throws the problem `rate-limited`. */
async function take(c: Context<Env>, limiter: RateLimiter, { key, limit, whose }: Taking): Promise<void> {
  const decision = await limiter.take(key, limit);
  setHeaders(c, limit, decision);
  if (decision.allowed) return;
  const seconds = secondsOf(decision.retryAfterMs);
  c.header("Retry-After", String(seconds));
  throw new ProblemError(
    "rate-limited",
    `${whose} may make ${limit.perMinute} requests a minute, and up to ${limit.burst} at once. Try again in ${seconds} s.`,
  );
}

/**
 * As draft-ietf-httpapi-ratelimit-headers-03 has them: the limit is what a full bucket holds, the reset the seconds
 * until it is full again.
 */
function setHeaders(
  c: Context<Env>,
  { perMinute, burst }: RateLimit,
  { remaining, resetMs }: RateDecision,
): void {
  c.header("RateLimit-Limit", String(burst));
  c.header("RateLimit-Remaining", String(remaining));
  c.header("RateLimit-Reset", String(Math.ceil(resetMs / 1000)));
  c.header("RateLimit-Policy", `${perMinute};w=60;burst=${burst}`);
}

const secondsOf = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

/** An IPv4 address as it is, also one that came as IPv6; of other IPv6 addresses the first 64 bits. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const groupsOf = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(zeros).fill("0"), ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":");
}
