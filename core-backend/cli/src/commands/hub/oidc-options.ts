import type { OidcIssuer } from "@assetql/embedded";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Tokens are worth what the way to their issuer's keys is worth: plain HTTP is for this machine only. */
const isSafe = (address: string): boolean => {
  const url = URL.parse(address);
  return url?.protocol === "https:" || (url?.protocol === "http:" && LOCAL.has(url.hostname));
};

const issuerUrl = z.string().refine(isSafe, "must be an address such as https://login.example");

export const oidcOptions = {
  oidcIssuer: z.array(issuerUrl).optional(),
  oidcAudience: z.array(z.string().min(1)).optional(),
};

/** A variable's list: separated by spaces or commas. */
const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== "");

export const oidcVariables = {
  ASSETQL_OIDC_ISSUER: z.string().transform(words).pipe(z.array(issuerUrl)),
  ASSETQL_OIDC_AUDIENCE: z.string().transform(words),
};

/** Each issuer with its audience, in order; one audience alone is everybody's. Throws a usage error. */
export function pairIssuers(
  issuers: readonly string[] = [],
  audiences: readonly string[] = [],
): readonly OidcIssuer[] {
  if (audiences.length !== issuers.length && !(audiences.length === 1 && issuers.length > 0)) {
    throw wrongInput(
      "Give an --oidc-audience for each --oidc-issuer, in the same order, or one for all of them.",
    );
  }
  return issuers.map((issuer, at) => ({ issuer, audience: audiences[at] ?? audiences[0] ?? "" }));
}
