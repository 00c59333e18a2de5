import { type Operation, ProblemError, type Role, roles } from "@assetql/contract";
import { authenticate, type CoreDeps, type Principal } from "@assetql/core";

const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

/**
 * Who calls, if their role may. Throws the problems `unauthenticated` and `forbidden`; nothing of the request but
 * its header was read then.
 */
export async function authorize(
  core: CoreDeps,
  { role, summary }: Pick<Operation, "role" | "summary">,
  header: string | undefined,
): Promise<Principal | undefined> {
  if (role === "public") return undefined;
  const secret = header === undefined ? undefined : BEARER.exec(header)?.[1];
  if (secret === undefined) {
    throw new ProblemError("unauthenticated", "Send an API key as `Authorization: Bearer <key>`.");
  }
  const principal = await authenticate(core, secret);
  if (principal === undefined) {
    throw new ProblemError("unauthenticated", "This API key is unknown or was revoked.");
  }
  if (!includes(principal.role, role)) {
    throw new ProblemError(
      "forbidden",
      `This needs a key with the role ${role}, and yours is a ${principal.role} key (${summary}).`,
    );
  }
  return principal;
}

/** `roles` goes from the mightiest to the least. */
const includes = (own: Role, needed: Role): boolean => roles.indexOf(own) <= roles.indexOf(needed);
